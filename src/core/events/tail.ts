import type { Lodge } from '../lodge.ts'
import { openSignal, type Signal } from './signal.ts'

/** Tells the readers of a desk when there is something new for them to read. */
export type Tail = {
  /** Takes a place at the end of a desk's log. From here on its signal is raised once an event has become readable. */
  watch: (deskId: string) => Promise<Watch>
  close: () => Promise<void>
}

export type Watch = { signal: Pick<Signal, 'count' | 'after'>; end: () => void }

/** At most one look in this time, however much is written. */
const BETWEEN_LOOKS_MS = 50
const POLL_MS = 1_000
/** Where something waits for an older transaction to end, nobody tells us when it does. */
const PENDING_MS = 25

/**
 * One look at the new end of the log for all readers of this process: hundreds of open streams cost one small query a
 * commit, and only those whose desk has something new then read.
 */
export const openTail = (lodge: Lodge): Tail => {
  const desks = new Map<string, { signal: Signal; watchers: number }>()
  const stop = new AbortController()
  let running: Promise<void> | undefined
  /** Every event below this transaction has been announced. Undefined until the first look. */
  let head: string | undefined

  const look = async (): Promise<{ pending: boolean }> => {
    const found = await lodge.store.pool.query<{ horizon: string; desks: string[] | null; pending: boolean }>({
      name: 'tail_of_log',
      text: `select h.horizon::text,
          (select array_agg(distinct desk_id::text) from event where xid >= $1::xid8 and xid < h.horizon) as desks,
          -- Ordered, so that the index is used whatever the planner guesses.
          coalesce((select true from event where xid >= h.horizon order by xid, id limit 1), false) as pending
        from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) h`,
      values: [head ?? '18446744073709551615'],
    })
    const row = found.rows[0]
    if (!row) throw new Error('a look at the log without an answer')
    head = row.horizon
    for (const desk of row.desks ?? []) desks.get(desk)?.signal.wake()
    return { pending: row.pending }
  }

  const run = async (): Promise<void> => {
    let pause = PENDING_MS
    while (desks.size > 0 && !stop.signal.aborted) {
      const count = lodge.signal.count()
      let pending = false
      try {
        pending = (await look()).pending
      } catch (error) {
        lodge.log.warn({ err: error }, 'the end of the event log could not be read')
      }
      await new Promise((done) => setTimeout(done, BETWEEN_LOOKS_MS))
      await lodge.signal.after(count, pending ? pause : POLL_MS, stop.signal)
      pause = pending ? Math.min(pause * 2, POLL_MS) : PENDING_MS
    }
    running = undefined
    head = undefined
  }

  return {
    watch: async (deskId) => {
      const desk = desks.get(deskId) ?? { signal: openSignal(), watchers: 0 }
      desks.set(deskId, desk)
      desk.watchers += 1
      running ??= run()
      const end = () => {
        desk.watchers -= 1
        if (desk.watchers === 0) desks.delete(deskId)
      }
      try {
        if (head === undefined) await look()
      } catch (error) {
        end()
        throw error
      }
      return { signal: desk.signal, end }
    },
    close: async () => {
      stop.abort()
      await running
    },
  }
}
