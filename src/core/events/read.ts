import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Position, toCursor } from './position.ts'
import { eventInReach } from './reach.ts'
import { type EventRow, type ShownEvent, showEvent } from './show.ts'
import type { Signal } from './signal.ts'

/** An event as the change feed shows it. `cursor` is its own position, to go on behind it. */
export type FeedEvent = ShownEvent & { cursor: string }

export type Ask = { after: Position; types: string[] | undefined; limit: number }

export type Page = {
  events: FeedEvent[]
  /** How far was read: where to go on, also past events of types that were not asked for. */
  position: Position
  /** Whether there was more to look through than this page did. */
  more: boolean
}

/** How many events one look goes through in search of the types asked for. */
const SCAN = 1_000

/** Who reads: whose events are theirs to see. */
export type EventReader = Pick<Actor, 'deskId' | 'departments'>

/**
 * The events of a desk behind a position, in the order (xid, id), up to the oldest transaction that still runs: what
 * commits later comes later, so nothing is ever skipped or shown out of order, however many write at once. Who
 * is bound to departments is shown those of tickets within reach, and of settings.
 */
export const readEvents = async (lodge: Lodge, { deskId, departments }: EventReader, ask: Ask): Promise<Page> => {
  const scan = ask.types || departments ? SCAN : ask.limit
  // Planned each time, for this limit: without one in sight the planner would rather sort the rest of the log.
  const found = await sql<Row>`
    with seen as materialized (
      select desk_id, xid, id, type, ticket_id, actor_kind, actor_id, data, created_at
      from event
      where desk_id = ${deskId} and (xid, id) > (${ask.after.xid}::xid8, ${ask.after.id}::bigint)
        and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, id limit ${scan}
    )
    select wanted.*, last.xid as last_xid, last.id as last_id, (select count(*) from seen)::integer as seen
    from (select xid, id from seen order by xid desc, id desc limit 1) last
    left join lateral (
      select * from seen
      where ${ask.types ? sql`type = any (${ask.types})` : sql`true`} and ${eventInReach(departments, 'seen')}
      order by xid, id limit ${ask.limit}
    ) wanted on true
    order by wanted.xid, wanted.id`.execute(lodge.store.db)
  const first = found.rows[0]
  if (!first) return { events: [], position: ask.after, more: false }
  const rows = found.rows.filter(isWanted)
  const last = rows.at(-1)
  const full = last !== undefined && rows.length === ask.limit
  return {
    events: rows.map(toFeedEvent),
    position: full ? { xid: last.xid, id: last.id } : { xid: first.last_xid, id: first.last_id },
    more: full || first.seen === scan,
  }
}

/** Where none of the events looked through is of a type asked for, one row says how far that was. */
type Row = (EventRow | { [Key in keyof EventRow]: null }) & { last_xid: string; last_id: string; seen: number }

const isWanted = (row: Row): row is Row & EventRow => row.id !== null

const toFeedEvent = (row: EventRow): FeedEvent => ({ ...showEvent(row), cursor: toCursor(row) })

/** The end of the log: behind it is all that is not yet readable, and so all that will be written. */
export const endOfLog = async (lodge: Lodge): Promise<Position> => {
  const found = await lodge.store.pool.query<{ xid: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xid',
  )
  const row = found.rows[0]
  if (!row) throw new Error('the database did not say where the log ends')
  return { xid: row.xid, id: '0' }
}

/**
 * The next page that holds an event; one without, where `abort` fires before there is any. Positions that were looked
 * through in vain are not looked through again: go on from the page's.
 */
export const awaitEvents = async (
  read: (ask: Ask) => Promise<Page>,
  signal: Pick<Signal, 'count' | 'after'>,
  ask: Ask,
  abort: AbortSignal,
): Promise<Page> => {
  let after = ask.after
  for (;;) {
    const count = signal.count()
    const page = await read({ ...ask, after })
    if (page.events.length > 0 || abort.aborted) return page
    after = page.position
    if (!page.more) await signal.after(count, LOOK_AGAIN_MS, abort)
  }
}

/** Nothing should need it: the tail has its own polling. */
const LOOK_AGAIN_MS = 10_000
