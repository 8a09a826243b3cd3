import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { inReach, type Reach } from '../../store/reach.ts'

/**
 * Events of no ticket that whoever is bound to departments sees, by what their type is of: how the desk is set up. Not
 * what tells of tickets by other names (mails, deliveries, watchlists, files), nor what only an admin reads.
 */
export const SETTINGS = [
  'business_hours',
  'canned_reply',
  'department',
  'department_member',
  'desk',
  'intervention',
  'mail_intake',
  'mail_settings',
  'mailbox',
  'member',
  'resolution_categories',
  'resolution_category',
  'rule',
  'rules',
  'service_text',
  'sla_policy',
  'slack_connection',
  'tag',
  'template',
  'ticket_type',
  'view',
]

/**
 * Whether an event of the row `event` is for somebody: of a ticket that is within their reach now, whatever it was when the
 * event was written, or of the desk's settings.
 */
export const eventInReach = (reach: Reach, event: string): RawBuilder<SqlBool> => {
  if (reach === null) return sql`true`
  const [deskId, ticketId, type] = ['desk_id', 'ticket_id', 'type'].map((column) => sql.ref(`${event}.${column}`))
  return sql`case when ${ticketId} is null then split_part(${type}, '.', 1) = any (${SETTINGS}::text[])
    else exists (select from ticket t where t.desk_id = ${deskId} and t.id = ${ticketId} and ${inReach(reach)}) end`
}
