import type { Piscina } from 'piscina'
import { IntakeFull } from '../../store/intake.ts'
import type { BodyFormat } from '../../store/schema.ts'
import { type Body, renderBody } from './body.ts'
import { openBodyThreads } from './body-threads.ts'

/**
 * From how many characters on a body is rendered in a thread: what takes about 20 ms of an event loop at worst. Measured at
 * 50,000 characters: markdown 80 ms, 270 ms as one long list; html 20 ms, 60 ms as nothing but `<`.
 */
const THREAD_FROM: Record<BodyFormat, number> = { text: Number.POSITIVE_INFINITY, markdown: 3_000, html: 15_000 }

/** More long bodies than this do not wait: at a tenth of a second each, their senders are better off trying again. */
const WAITING_MAX = 256
/** No body is known to take a second. One that does not come to an end must not keep its thread for good. */
const PATIENCE_MS = 30_000

type Threads = Piscina<{ format: BodyFormat; source: string }, Body>

let threads: Promise<Threads> | undefined
let waiting = 0

/**
 * Renders a body without holding the event loop: at once where it is plain text or short, in a thread where it is long.
 * The threads are started by the first long body and end when none came for a while. Rejects with IntakeFull where too
 * many wait.
 */
export const render = (format: BodyFormat, source: string): Body | Promise<Body> =>
  source.length < THREAD_FROM[format] ? renderBody(format, source) : renderInThread(format, source)

const renderInThread = async (format: BodyFormat, source: string): Promise<Body> => {
  if (waiting >= WAITING_MAX) throw new IntakeFull(`${waiting} long bodies wait already`)
  waiting += 1
  try {
    threads ??= openBodyThreads(new URL('./render-worker.ts', import.meta.url))
    return await (await threads).run({ format, source }, { signal: AbortSignal.timeout(PATIENCE_MS) })
  } finally {
    waiting -= 1
  }
}
