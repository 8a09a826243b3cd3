import { sql } from 'kysely'
import { TICKET_COLUMNS, type TicketRow, toTicket } from '../../store/ticket-rows.ts'
import type { Change } from '../change.ts'
import type { Message, TicketSnapshot } from '../tickets/ticket.ts'
import { dueSince } from './due.ts'
import { readHours } from './facts.ts'
import type { RuleRow } from './rule.ts'
import { MOMENT } from './since.ts'
import { eventTypesOf, selects } from './trigger.ts'

/** A ticket at a moment that a rule would look at it. */
type Moment = {
  ticket: TicketSnapshot
  message: Message | null
  at: Date
  event: { id: string; type: string; created_at: string } | null
}

type Replay = {
  tickets: number
  events: number
  keys: string[]
  /** Those of some keys, in order. */
  read: (keys: string[]) => Promise<Moment[]>
}

/** How far back in the log the events of the last tickets are looked for. */
const EVENTS_MAX = 20_000

/** The moments of a desk's last tickets that a rule would look at. */
export const momentsToReplay = (change: Change, rule: RuleRow, last: number): Promise<Replay> =>
  'events' in rule.trigger ? ofEvents(change, rule, last) : ofTimes(change, rule, last)

type EventRow = {
  id: string
  type: string
  created_at: Date
  data: { ticket: TicketSnapshot; message?: Message; changes?: Record<string, unknown>; timer?: { kind: string } }
}

const ofEvents = async ({ tx, actor }: Change, { trigger }: RuleRow, last: number): Promise<Replay> => {
  const found = await sql<{ key: string | null; tickets: number }>`
    with recent as materialized (
      select id from ticket where desk_id = ${actor.deskId} order by id desc limit ${last}
    )
    select e.key, (select count(*) from recent)::integer as tickets
    from (select 1) one left join (
      select xid::text || '.' || id as key, row_number() over (order by xid, id) as place
      from (
        select xid, id, type, ticket_id from event where desk_id = ${actor.deskId}
        order by xid desc, id desc limit ${EVENTS_MAX}
      ) latest
      where type = any (${eventTypesOf(trigger)}) and ticket_id in (select id from recent)
    ) e on true
    order by e.place`.execute(tx)
  const keys = found.rows.flatMap(({ key }) => (key === null ? [] : [key]))
  const read = async (some: string[]): Promise<Moment[]> => {
    const places = some.map((key) => key.split('.'))
    const events = await sql<EventRow>`
      select e.id, e.type, e.created_at, e.data
      from unnest(${places.map(([xid]) => xid)}::xid8[], ${places.map(([, id]) => id)}::bigint[]) as wanted (xid, id)
      join event e on e.desk_id = ${actor.deskId} and e.xid = wanted.xid and e.id = wanted.id
      order by e.xid, e.id`.execute(tx)
    return events.rows
      .filter((event) => selects(trigger, event))
      .map(({ id, type, created_at, data }) => ({
        ticket: data.ticket,
        message: data.message ?? null,
        at: created_at,
        event: { id, type, created_at: created_at.toISOString() },
      }))
  }
  return { tickets: found.rows[0]?.tickets ?? 0, events: keys.length, keys, read }
}

const ofTimes = async ({ tx, actor }: Change, rule: RuleRow, last: number): Promise<Replay> => {
  const found = await sql<{ id: string; department_id: string; since: Date | null }>`
    select t.id, t.department_id, ${sql.raw(MOMENT)} as since
    from (select * from ticket where desk_id = ${actor.deskId} order by id desc limit ${last}) t
    join rule r on r.desk_id = t.desk_id and r.id = ${rule.id}
    order by t.id`.execute(tx)
  const read = async (ids: string[]): Promise<Moment[]> => {
    const tickets = await sql<TicketRow>`
      select ${sql.raw(TICKET_COLUMNS)} from ticket t
      where t.desk_id = ${actor.deskId} and t.id = any (${ids}::bigint[]) order by t.id`.execute(tx)
    const at = new Date()
    return tickets.rows.map((row) => ({
      ticket: { ...toTicket(row), participants: [] },
      message: null,
      at,
      event: null,
    }))
  }
  const hoursOf = await readHours(tx, actor.deskId, [...new Set(found.rows.map((row) => row.department_id))])
  const due = found.rows.filter(({ department_id, since }) => {
    const dueAt = since && dueSince(rule.trigger, hoursOf(department_id), since)
    return dueAt && dueAt <= new Date()
  })
  const keys = due.map(({ id }) => id)
  return { tickets: found.rows.length, events: 0, keys, read }
}
