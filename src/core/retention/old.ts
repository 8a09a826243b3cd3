import { type RawBuilder, type SqlBool, sql } from 'kysely'

const ago = (days: number) => sql<Date>`now() - make_interval(days => ${days})`

const TICKETS = {
  closed: sql`status in ('resolved', 'closed') and greatest(resolved_at, closed_at, last_message_at)`,
  spam: sql`status = 'spam' and greatest(updated_at, last_message_at)`,
}
/** Tickets that are resolved or closed, or spam. */
export type OldTickets = keyof typeof TICKETS

/** What is old: a condition on the rows of a table. What was merged goes with the ticket that shows it. */
export const oldTicket = (which: OldTickets, deskId: string, days: number): RawBuilder<SqlBool> =>
  sql`desk_id = ${deskId} and ${TICKETS[which]} < ${ago(days)}
    and id not in (select g.ticket_id from ticket_merge g where g.desk_id = ${deskId})`

/** Mails that were decided on, whose original is there. */
export const oldMail = (deskId: string, days: number): RawBuilder<SqlBool> =>
  sql`desk_id = ${deskId} and state <> 'stored' and storage_key <> '' and decided_at < ${ago(days)}`

export const oldActivity = (deskId: string, days: number): RawBuilder<SqlBool> =>
  sql`desk_id = ${deskId} and created_at < ${ago(days)}`
