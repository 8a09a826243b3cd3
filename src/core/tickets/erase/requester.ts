import { sql } from 'kysely'
import type { Change } from '../../change.ts'
import type { Person } from '../ticket.ts'
import { type ReadLog, UNREAD } from './log.ts'

/**
 * Parts a ticket from its requester: it is from now on a contact's without a name, of whom nothing is known. Where this
 * ticket is all that was ever known of the one before (no other ticket or message, no traits, company, activity or id in
 * another system, nothing that was said of them by itself), that contact goes as well. Call under lockIntake, with what was
 * read of the event log before.
 */
export const partFromRequester = async (
  { tx, lodge, actor }: Change,
  ticket: { id: string; requester: Person },
  read: ReadLog,
): Promise<Person> => {
  const id = lodge.store.nextId()
  const before = ticket.requester.id
  const log = read.contactId === before ? read : UNREAD
  await tx.insertInto('contact').values({ desk_id: actor.deskId, id, name: '' }).execute()
  await sql`
    update message set author_id = case when author_kind = 'contact' then ${id}::bigint end, author_name = null
    where desk_id = ${actor.deskId} and ticket_id = ${ticket.id} and author_kind in ('contact', 'system')`.execute(tx)
  await sql`
    with gone as (
      delete from contact c
      where c.desk_id = ${actor.deskId} and c.id = ${before}
        and c.external_id is null and c.company_id is null and c.merged_into is null and c.traits = '{}'
        and not exists (select from ticket t where t.desk_id = c.desk_id and t.contact_id = c.id and t.id <> ${ticket.id})
        and not exists (select from participant p where p.desk_id = c.desk_id and p.contact_id = c.id)
        and not exists (select from activity a where a.desk_id = c.desk_id and a.contact_id = c.id)
        and not exists (select from contact m where m.desk_id = c.desk_id and m.merged_into = c.id)
        and not ${log.isContactTold}::boolean
        and not exists (
          select from event e
          where e.desk_id = c.desk_id and e.xid >= ${log.before}::xid8 and e.type like 'contact.%' and e.data->'contact'->>'id' = c.id::text
        )
      returning id, email
    ), counted as (
      delete from mail_sender where desk_id = ${actor.deskId} and address in (select email from gone)
    ), spared as (
      delete from mail_acknowledged where desk_id = ${actor.deskId} and address in (select email from gone)
    )
    delete from contact_identity where desk_id = ${actor.deskId} and contact_id in (select id from gone)`.execute(tx)
  return { id, external_id: null, email: null, name: '' }
}
