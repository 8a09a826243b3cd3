import type { Batch } from '../core/events/follow.ts'
import type { Lodge } from '../core/lodge.ts'

/** A kind of job. It may run more than once for one payload: what must happen once is its own to see to. */
export type Task = {
  /** The payloads of the jobs that a batch of events asks for. Absent where only the clock asks. */
  from?: (batch: Batch) => Promise<object[]>
  run: (lodge: Lodge, payload: unknown) => Promise<void>
  /** What names a job that need not wait twice: one that waits already will see what the second would. */
  key?: ((payload: object) => string) | undefined
  /** When it runs by itself: a crontab's five fields, UTC. */
  schedule?: string
}

/** A task whose payloads have a type of their own. */
export const task = <Payload extends object>({
  key,
  ...given
}: {
  from?: (batch: Batch) => Promise<Payload[]>
  run: (lodge: Lodge, payload: Payload) => Promise<void>
  key?: (payload: Payload) => string
  schedule?: string
}): Task => ({
  ...given,
  // What `from` made.
  key: key && ((payload) => key(payload as Payload)),
  // What runs is what `from` made, or another part of this code asked for by name, written to the database as JSON.
  run: (lodge, payload) => given.run(lodge, payload as Payload),
})
