import type { TicketLink } from '../core/links/link.ts'
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

const recipients = (kind: 'to' | 'cc' | 'bcc') =>
  `coalesce(json_agg(json_build_object('email', r.email, 'name', r.name) order by r.place) filter (where r.kind = '${kind}'), '[]')`

/** With those of the tickets that were merged into it. An array, since an index is read by it whatever the planner knows. */
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
      'recipients', (
        select json_build_object('to', ${recipients('to')}, 'cc', ${recipients('cc')}, 'bcc', ${recipients('bcc')})
        from message_recipient r
        where r.desk_id = m.desk_id and r.ticket_id = m.ticket_id and r.message_id = m.id
        having count(*) > 0
      ),
      'email', (
        select x.shown from message_mail x
        where x.desk_id = m.desk_id and x.ticket_id = m.ticket_id and x.message_id = m.id
      ),
      'undelivered', (
        select json_agg(json_build_object(
          'address', b.address, 'kind', b.kind, 'status', b.status, 'detail', b.detail, 'at', ${isoOf('b.created_at')}
        ) order by b.id)
        from mail_bounce b where b.desk_id = m.desk_id and b.ticket_id = m.ticket_id and b.message_id = m.id
      ),
      'merged_from', case when m.ticket_id <> t.id then (
        select json_build_object('id', o.id::text, 'number', o.number)
        from ticket o where o.desk_id = m.desk_id and o.id = m.ticket_id
      ) end,
      'split_to', (
        select json_build_object('id', o.id::text, 'number', o.number)
        from ticket_split p join ticket o on o.desk_id = p.desk_id and o.id = p.split_id
        where p.desk_id = m.desk_id and p.ticket_id = m.ticket_id and p.message_id = m.id
      )
    ) order by m.created_at, m.id)
    from message m
    where m.desk_id = t.desk_id and m.ticket_id = any (
      array(select g.ticket_id from ticket_merge g where g.desk_id = t.desk_id and g.root_id = t.id) || t.id
    )
  ), '[]') as messages`

/** The shape of TicketLink; `which`: those that are shown. */
const linksOf = (which: string) => `
  coalesce((
    select json_agg(json_build_object(
      'ticket', json_build_object('id', o.id::text, 'number', o.number, 'subject', o.subject, 'status', o.status),
      'kind', l.kind, 'created_at', ${isoOf('l.created_at')}
    ) order by l.created_at, o.id)
    from ticket_link l join ticket o on o.desk_id = l.desk_id and o.id = l.other_id
    where l.desk_id = t.desk_id and l.ticket_id = t.id and ${which}
  ), '[]') as links`

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
type Optional = 'recipients' | 'email' | 'undelivered' | 'merged_from' | 'split_to'
type MessageRow = Omit<Message, Optional> & {
  [Key in Optional]: NonNullable<Message[Key]> | null
}
export type WholeRow = SnapshotRow & { messages: MessageRow[]; sla: SlaTimer[]; links: TicketLink[] }

const wholeBy = (links: string) =>
  `select ${TICKET_COLUMNS}, ${PARTICIPANTS}, ${MESSAGES}, ${SLA}, ${linksOf(links)} from ticket t where ${BY_ID_OR_NUMBER}`

/** $1 the desk, $2 a number or id: one ticket with participants, messages, oldest first, and what it was promised. */
export const WHOLE_TICKET = {
  name: 'whole_ticket',
  text: wholeBy('true'),
}

/** The same within reach, $3 its departments: what is linked beyond it is not shown. */
export const WHOLE_TICKET_IN_REACH = {
  name: 'whole_ticket_in_reach',
  text: `${wholeBy('o.department_id = any ($3::bigint[])')} and ${IN_REACH('$3')}`,
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
  messages: row.messages.map(({ recipients, email, undelivered, merged_from, split_to, ...message }) => ({
    ...message,
    ...(recipients ? { recipients } : {}),
    ...(email ? { email } : {}),
    ...(undelivered ? { undelivered } : {}),
    ...(merged_from ? { merged_from } : {}),
    ...(split_to ? { split_to } : {}),
  })),
  sla: row.sla,
  links: row.links,
})
