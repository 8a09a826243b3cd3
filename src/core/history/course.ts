import { type Kysely, sql } from 'kysely'
import type { Tables, TicketStatus } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Assignee, Ticket } from '../tickets/ticket.ts'

/** What became of a ticket over time. */
export type Course = {
  /** The times in which it was to be worked on and nobody had it, the last of them up to now where that is so still. */
  unassigned: Span[]
  /** The kind of who ended the work on it (Actor's kinds); null while it goes on, and where that is not known. */
  endedBy: string | null
}
export type Span = { from: Date; to: Date }

/** What an event says of it: `from` is not known of the first. */
type Step<T> = { from?: T; to: T } | null
type Row = {
  ticket_id: string
  actor_kind: string
  assignee: Step<Assignee | null>
  status: Step<TicketStatus>
  created_at: Date
}

/**
 * The course of tickets by their events. These are known a moment after they happened: what a ticket is now and they do not
 * tell yet counts from its last change.
 */
export const readCourses = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  tickets: Ticket[],
  now: Date,
): Promise<(ticket: Ticket) => Course> => {
  if (tickets.length === 0) return (ticket) => courseOf(ticket, [], now)
  const found = await sql<Row>`
    select e.ticket_id, e.actor_kind, e.created_at,
      case when e.type = 'ticket.created' then json_build_object('to', e.data->'ticket'->'assignee')
        else e.data->'changes'->'assignee' end as assignee,
      case when e.type = 'ticket.created' then json_build_object('to', e.data->'ticket'->'status')
        else e.data->'changes'->'status' end as status
    from ticket_event k
    join event e on e.desk_id = k.desk_id and e.xid = k.xid and e.id = k.id
    where k.desk_id = ${deskId} and k.ticket_id = any (${tickets.map(({ id }) => id)}::bigint[])
      and (e.type = 'ticket.created' or e.data->'changes' is not null)
    order by e.id`.execute(db)
  const rows = Map.groupBy(found.rows, (row) => row.ticket_id)
  return (ticket) => courseOf(ticket, rows.get(ticket.id) ?? [], now)
}

const isOver = (status: TicketStatus): boolean => status === 'resolved' || status === 'closed' || status === 'spam'

/** How a ticket was from a moment on, and the kind of who made it so. */
type State = { at: Date; by: string | null; isNobodys: boolean; isDone: boolean }

/** Of one ticket, by what its events say, the oldest first. */
export const courseOf = (
  ticket: Pick<Ticket, 'assignee' | 'status' | 'created_at' | 'updated_at'>,
  rows: Omit<Row, 'ticket_id'>[],
  now: Date,
): Course => {
  const present = { isNobodys: ticket.assignee === null, isDone: isOver(ticket.status) }
  const [assigned, moved] = [rows.find((row) => row.assignee)?.assignee, rows.find((row) => row.status)?.status]
  const states: State[] = [
    {
      at: new Date(ticket.created_at),
      by: rows[0]?.actor_kind ?? null,
      isNobodys: assigned ? (assigned.from === undefined ? assigned.to : assigned.from) === null : present.isNobodys,
      isDone: moved ? isOver(moved.from ?? moved.to) : present.isDone,
    },
  ]
  let last = states[0] as State // put there above
  const stepTo = (at: Date, by: string | null, next: Pick<State, 'isNobodys' | 'isDone'>): void => {
    last = { at, by, ...next }
    states.push(last)
  }
  for (const { assignee, status, actor_kind, created_at } of rows) {
    stepTo(created_at, actor_kind, {
      isNobodys: assignee ? assignee.to === null : last.isNobodys,
      isDone: status ? isOver(status.to) : last.isDone,
    })
  }
  const isBehind = last.isNobodys !== present.isNobodys || last.isDone !== present.isDone
  if (isBehind) stepTo(new Date(ticket.updated_at), null, present)
  const spans = states.map(({ at, ...state }, place) => ({ ...state, from: at, to: states[place + 1]?.at ?? now }))
  return {
    unassigned: spans
      .filter(({ isNobodys, isDone, from, to }) => isNobodys && !isDone && from < to)
      .map(({ from, to }) => ({ from, to })),
    endedBy: last.isDone
      ? (states.findLast((state, place) => state.isDone && !states[place - 1]?.isDone)?.by ?? null)
      : null,
  }
}
