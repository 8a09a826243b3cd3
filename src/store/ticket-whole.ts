import type { SlaTimer } from '../core/sla/timer.ts'
import type { Message, Participant, TicketSnapshot, WholeTicket } from '../core/tickets/ticket.ts'
import { IN_REACH } from './reach.ts'
import { isoOf, TICKET_COLUMNS, type TicketRow, toTicket } from './ticket-rows.ts'

const PARTICIPANTS = `
  coalesce((
    select json_agg(json_build_object(
      'id', p.id::text, 'role', p.role, 'email', p.email, 'name', p.name,
      'contact_id', p.contact_id::text, 'member_id', p.member_id::text
    ) order by p.id)
    from participant p where p.desk_id = t.desk_id and p.ticket_id = t.id
  ), '[]') as participants`

const MESSAGES = `
  coalesce((
    select json_agg(json_build_object(
      'id', m.id::text,
      'author', json_build_object('kind', m.author_kind, 'id', m.author_id::text, 'name', coalesce(
        m.author_name,
        (select c.name from contact c where m.author_kind = 'contact' and c.desk_id = m.desk_id and c.id = m.author_id),
        (select b.name from member b where m.author_kind = 'agent' and b.desk_id = m.desk_id and b.id = m.author_id)
      )),
      'public', m.is_public, 'format', m.format, 'text', m.text, 'html', m.html, 'markdown', m.markdown,
      'attachments', coalesce((
        select json_agg(json_build_object(
          'id', f.id::text, 'name', f.name, 'media_type', f.media_type, 'size', f.size, 'sha256', encode(f.sha256, 'hex')
        ) order by f.id)
        from attachment f where f.desk_id = m.desk_id and f.ticket_id = m.ticket_id and f.message_id = m.id
      ), '[]'),
      'created_at', ${isoOf('m.created_at')},
      'email', (
        select x.shown from message_mail x
        where x.desk_id = m.desk_id and x.ticket_id = m.ticket_id and x.message_id = m.id
      ),
      'undelivered', (
        select json_agg(json_build_object(
          'address', b.address, 'kind', b.kind, 'status', b.status, 'detail', b.detail, 'at', ${isoOf('b.created_at')}
        ) order by b.id)
        from mail_bounce b where b.desk_id = m.desk_id and b.ticket_id = m.ticket_id and b.message_id = m.id
      )
    ) order by m.created_at, m.id)
    from message m where m.desk_id = t.desk_id and m.ticket_id = t.id
  ), '[]') as messages`

/** The shape of SlaTimer, as toSlaTimer() makes it. */
const SLA = `
  coalesce((
    select json_agg(json_build_object(
      'kind', s.kind,
      'policy', (
        select json_build_object('id', p.id::text, 'name', p.name)
        from sla_policy p where p.desk_id = s.desk_id and p.id = s.policy_id
      ),
      'clock', s.clock, 'target_minutes', s.target_minutes, 'started_at', ${isoOf('s.started_at')},
      'due_at', ${isoOf('s.due_at')},
      'remaining_minutes', case when s.paused_at is not null
        then round((s.target_minutes - s.used_minutes)::numeric, 2) end,
      'paused_at', ${isoOf('s.paused_at')}, 'warned_at', ${isoOf('s.warned_at')},
      'breached_at', ${isoOf('s.breached_at')}, 'met_at', ${isoOf('s.met_at')}
    ) order by s.kind)
    from ticket_sla s where s.desk_id = t.desk_id and s.ticket_id = t.id
  ), '[]') as sla`

/** $1 the desk, $2 digits: the number is tried first, then the id. */
const BY_ID_OR_NUMBER = `
  t.desk_id = $1
  and t.id = coalesce((select n.id from ticket n where n.desk_id = $1 and n.number = $2::bigint), $2::bigint)`

export type SnapshotRow = TicketRow & { participants: Participant[] }
type MessageRow = Omit<Message, 'email' | 'undelivered'> & {
  email: NonNullable<Message['email']> | null
  undelivered: NonNullable<Message['undelivered']> | null
}
export type WholeRow = SnapshotRow & { messages: MessageRow[]; sla: SlaTimer[] }

/** $1 the desk, $2 a number or id: one ticket with participants, messages, oldest first, and what it was promised. */
export const WHOLE_TICKET = {
  name: 'whole_ticket',
  text: `select ${TICKET_COLUMNS}, ${PARTICIPANTS}, ${MESSAGES}, ${SLA} from ticket t where ${BY_ID_OR_NUMBER}`,
}

/** The same within reach, $3 its departments. */
export const WHOLE_TICKET_IN_REACH = {
  name: 'whole_ticket_in_reach',
  text: `${WHOLE_TICKET.text} and ${IN_REACH('$3')}`,
}

/** $1 the desk, $2 a number or id: locks the ticket until the transaction ends. */
export const LOCK_TICKET = `select t.id from ticket t where ${BY_ID_OR_NUMBER} for update`

/** The same within reach, $3 its departments: one that is moved beyond while it is waited for is not there. */
export const LOCK_TICKET_IN_REACH = `select t.id from ticket t where ${BY_ID_OR_NUMBER} and ${IN_REACH('$3')} for update`

/** $1 the desk, $2 the id: one ticket with participants. */
export const TICKET_SNAPSHOT = `select ${TICKET_COLUMNS}, ${PARTICIPANTS} from ticket t where t.desk_id = $1 and t.id = $2`

export const toSnapshot = (row: SnapshotRow): TicketSnapshot => ({ ...toTicket(row), participants: row.participants })
export const toWholeTicket = (row: WholeRow): WholeTicket => ({
  ...toSnapshot(row),
  messages: row.messages.map(({ email, undelivered, ...message }) => ({
    ...message,
    ...(email ? { email } : {}),
    ...(undelivered ? { undelivered } : {}),
  })),
  sla: row.sla,
})
