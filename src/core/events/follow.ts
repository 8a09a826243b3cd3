import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { isUnavailable } from '../../store/errors.ts'
import type { Lodge } from '../lodge.ts'
import { openTurns } from '../turns.ts'
import { advance } from './advance.ts'
import { look } from './look.ts'
import type { Position } from './position.ts'

/** The events (after, upTo] of all desks. What a handler writes with `client` is kept or undone with the step past them. */
export type Batch = { client: pg.PoolClient; after: Position; upTo: Position }

export type Follower = {
  /** Names its cursor: a new name starts at the beginning of the log. */
  name: string
  /** How many events it takes at most at once. */
  batch: number
  handle: (batch: Batch) => Promise<void>
  /** How long, in milliseconds, what comes after a batch may wait for more of it: where a moment later is soon enough. */
  gatherMs?: number
  /** Called after the commit of each batch. */
  after?: () => void
}

/** The events of a batch, in a query whose first four values are `batchValues`. */
export const IN_BATCH = `
  (xid, id) > ($1::xid8, $2::bigint) and (xid, id) <= ($3::xid8, $4::bigint) and xid between $1::xid8 and $3::xid8`
export const batchValues = ({ after, upTo }: Batch): string[] => [after.xid, after.id, upTo.xid, upTo.id]

/** More at once would only keep more of the database's processes, and their memory, for a machine with few cores. */
const AT_ONCE = 3
const POLL_MS = 1_000
/** Where an event waits for an older transaction to end, nobody tells us when it does. */
const PENDING_MS = 25
/**
 * After a look, or a batch that took all there was: what comes next gathers a little, and longer the longer that batch took.
 * So a follower works a tenth of the time at most, and shares a busy desk's batches between more events.
 */
const GATHER_MS = 50
const GATHER_TIMES = 9
const GATHER_MAX_MS = 1_000
/**
 * While tickets wait for their commit, a follower rests for each of them twice as long as its batch took: one or two that
 * are in flight slow it down, a queue all but stops it. Looked at in between: a rest ends when the rush does.
 */
const REST_PER_WAITING = 2
const REST_TIMES_MAX = 60
const REST_MAX_MS = 30_000
const REST_STEP_MS = 100

/**
 * Runs followers of the event log in this process. Each event is handled exactly once as far as the database goes: a
 * batch's writes and the step of its cursor are one transaction, and one process at a time holds the cursor's row; the
 * others stand by. A handler that fails gets the same events again.
 *
 * One look at the log is for all that have nothing to do. At saturation a follower rests after each batch, so that those
 * who wait for their ticket's commit come first: it takes about a sixtieth of one connection's time (there are several of
 * them), may fall behind, and catches up after.
 */
export const follow = (lodge: Lodge, followers: Follower[]): { stop: () => Promise<void> } => {
  const stopped = new AbortController()
  const rest = (ms: number) => sleep(ms, undefined, { signal: stopped.signal }).catch(() => {})
  const idle = new Map(followers.map((follower) => [follower.name, follower]))
  const working = new Set<Promise<void>>()
  const turns = openTurns(AT_ONCE)
  let woken = new AbortController()

  const letPass = async (tookMs: number): Promise<void> => {
    const times = Math.min(lodge.intake.crowd() * REST_PER_WAITING, REST_TIMES_MAX)
    let leftMs = Math.min(tookMs * times, REST_MAX_MS)
    while (leftMs > 0 && !stopped.signal.aborted) {
      await rest(Math.min(leftMs, REST_STEP_MS))
      leftMs = lodge.intake.isBusy() ? leftMs - REST_STEP_MS : 0
    }
  }

  const gather = ({ gatherMs = GATHER_MS }: Follower, tookMs: number): number =>
    Math.max(gatherMs, Math.min(tookMs * GATHER_TIMES, GATHER_MAX_MS))

  const failed = (error: unknown, of: object): Promise<void> => {
    if (isUnavailable(error)) lodge.log.warn({ err: error, ...of }, 'the database is away; followers wait for it')
    else lodge.log.error({ err: error, ...of }, 'a follower failed and tries the same events again')
    return rest(POLL_MS)
  }

  /** Handles what there is, batch after batch. */
  const work = async (follower: Follower): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        let began = 0
        const step = await turns(() => {
          began = performance.now()
          return advance(lodge, follower)
        })
        const took = performance.now() - began
        if (step === 'busy') await rest(POLL_MS)
        if (step === 'busy' || step === 'empty') return
        follower.after?.()
        await letPass(took)
        if (step === 'part') return await rest(gather(follower, took))
      } catch (error) {
        await failed(error, { follower: follower.name })
      }
    }
  }

  const start = (follower: Follower): void => {
    idle.delete(follower.name)
    const done = work(follower).then(() => {
      working.delete(done)
      idle.set(follower.name, follower)
      woken.abort()
    })
    working.add(done)
  }

  const watch = async (): Promise<void> => {
    let pause = PENDING_MS
    while (!stopped.signal.aborted) {
      woken = new AbortController()
      const count = lodge.signal.count()
      const began = performance.now()
      try {
        const { ready, isPending } = await look(lodge, [...idle.keys()])
        for (const name of ready) {
          const follower = idle.get(name)
          if (follower) start(follower)
        }
        await lodge.signal.after(count, isPending ? pause : POLL_MS, woken.signal)
        pause = isPending ? Math.min(pause * 2, POLL_MS) : PENDING_MS
        await rest(Math.max(0, GATHER_MS - (performance.now() - began)))
      } catch (error) {
        await failed(error, { followers: [...idle.keys()] })
      }
    }
  }
  const watching = watch()
  return {
    stop: async () => {
      stopped.abort()
      woken.abort()
      await watching
      await Promise.all(working)
    },
  }
}
