import type { SlaKind } from '../../store/schema.ts'
import { breathing } from '../breathing.ts'
import { hoursOfDepartments } from '../business-hours/of-departments.ts'
import { type Batch, batchValues, type Follower, IN_BATCH } from '../events/follow.ts'
import type { Lodge } from '../lodge.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { advance, type TicketEvent } from './advance.ts'
import { promisedTo } from './match.ts'
import { SLA_POLICY, type SlaPolicy, type SlaPolicyRow, toSlaPolicy } from './policy.ts'
import { reschedule } from './reschedule.ts'
import { type Told, tell } from './tell.ts'
import type { Timer } from './timer.ts'
import { deleteTimers, TIMER_COLUMNS, type TimerRow, toTimer, writeTimers } from './timer-rows.ts'

const BATCH = 1_000

/**
 * The follower that keeps tickets' timers: started, paused, met as the log says, at the moments at which it happened. A
 * desk that never had a policy costs one look.
 */
export const slaFollower = (lodge: Lodge): Follower => ({
  name: 'sla',
  batch: BATCH,
  handle: async (batch) => {
    const events = await readEvents(batch)
    if (events.length > 0) await keepTimers(batch, lodge, events)
    await reschedule(batch)
  },
})

type Row = {
  desk_id: string
  type: string
  created_at: Date
  ticket: TicketSnapshot
  changes: Record<string, unknown> | null
  author: string | null
  public: boolean | null
}

const readEvents = async (batch: Batch): Promise<Row[]> => {
  const found = await batch.client.query<Row>(
    `select desk_id, type, created_at, data -> 'ticket' as ticket, data -> 'changes' as changes,
       data #>> '{message,author,kind}' as author, (data #>> '{message,public}')::boolean as public
     from event
     where ${IN_BATCH} and type in ('ticket.created', 'ticket.updated', 'message.created')
       and exists (select from sla_policy p where p.desk_id = event.desk_id)
     order by xid, id`,
    batchValues(batch),
  )
  return found.rows
}

const keepTimers = async (batch: Batch, lodge: Lodge, events: Row[]): Promise<void> => {
  const policies = await readPolicies(batch, [...new Set(events.map(({ desk_id }) => desk_id))])
  const known = await lockTimers(batch, events)
  const hoursOf = await hoursOfDepartments(batch.client, [
    ...events.map(({ desk_id, ticket }) => ({ deskId: desk_id, departmentId: ticket.department.id })),
    ...[...known.values()].flatMap(({ deskId, timers }) =>
      Object.values(timers).map(({ departmentId }) => ({ deskId, departmentId })),
    ),
  ])
  const told: Told[] = []
  const breathe = breathing()
  const kept = new Map(known)
  for (const row of events) {
    await breathe()
    const deskId = row.desk_id
    const key = `${deskId}/${row.ticket.id}`
    const promised = promisedTo(policies.get(deskId) ?? [], row.ticket, row.created_at)
    const before = kept.get(key)?.timers ?? {}
    const { timers, happened } = advance(before, toTicketEvent(row), promised, (departmentId) =>
      hoursOf({ deskId, departmentId }),
    )
    kept.set(key, { deskId, ticketId: row.ticket.id, timers })
    for (const one of happened) told.push({ deskId, ticket: row.ticket, ...one })
  }
  await writeTimers(
    batch.client,
    [...kept].flatMap(([key, { timers, ...owner }]) =>
      presentOf(timers)
        .filter((timer) => timer !== known.get(key)?.timers[timer.kind])
        .map((timer) => ({ ...timer, ...owner })),
    ),
  )
  await deleteTimers(
    batch.client,
    [...known].flatMap(([key, { timers, ...owner }]) =>
      presentOf(timers).flatMap(({ kind }) => (kept.get(key)?.timers[kind] ? [] : [{ ...owner, kind }])),
    ),
  )
  await tell(batch.client, lodge, told)
}

const presentOf = (timers: Partial<Record<SlaKind, Timer>>): Timer[] =>
  Object.values(timers).filter((timer) => timer !== undefined)

const REFILES = ['priority', 'department', 'type']

const toTicketEvent = ({ type, created_at, ticket, changes, author, public: isPublic }: Row): TicketEvent => ({
  at: created_at,
  created: type === 'ticket.created',
  refiled: changes !== null && REFILES.some((field) => field in changes),
  // Closed, but not done: what it was promised waits, and goes on where the merge is undone.
  ticket: ticket.merged_into ? { ...ticket, status: 'pending' } : ticket,
  message: type === 'message.created' && isPublic && (author === 'agent' || author === 'contact') ? author : null,
})

const readPolicies = async ({ client }: Batch, deskIds: string[]): Promise<Map<string, SlaPolicy[]>> => {
  const found = await client.query<SlaPolicyRow & { desk_id: string }>(
    `select desk_id, ${SLA_POLICY.join(', ')} from sla_policy
     where desk_id = any ($1) and deleted_at is null
     order by position, lower(name), id`,
    [deskIds],
  )
  const byDesk = Map.groupBy(found.rows, ({ desk_id }) => desk_id)
  return new Map([...byDesk].map(([desk, rows]) => [desk, rows.map(toSlaPolicy)]))
}

type Kept = { deskId: string; ticketId: string; timers: Partial<Record<SlaKind, Timer>> }

/** The timers of the events' tickets, by desk and ticket. Whoever locks several does so in the order of their key. */
const lockTimers = async ({ client }: Batch, events: Row[]): Promise<Map<string, Kept>> => {
  const found = await client.query<TimerRow>(
    `select ${TIMER_COLUMNS} from ticket_sla s
     join (select distinct * from unnest($1::bigint[], $2::bigint[]) as e (desk_id, ticket_id)) e
       on e.desk_id = s.desk_id and e.ticket_id = s.ticket_id
     order by s.desk_id, s.ticket_id, s.kind for update of s`,
    [events.map(({ desk_id }) => desk_id), events.map(({ ticket }) => ticket.id)],
  )
  const byTicket = Map.groupBy(found.rows, ({ desk_id, ticket_id }) => `${desk_id}/${ticket_id}`)
  return new Map(
    [...byTicket].map(([key, rows]) => {
      const [{ desk_id: deskId, ticket_id: ticketId }] = rows as [TimerRow] // a group has one at least
      return [key, { deskId, ticketId, timers: Object.fromEntries(rows.map((row) => [row.kind, toTimer(row)])) }]
    }),
  )
}
