import { sql } from 'kysely'
import { inReach } from '../../store/reach.ts'
import type { TicketStatus } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { selectContacts, toContact, type WholeContact } from './contact.ts'

/** A contact of the actor's desk, a merged one too, so that links to it keep working; undefined where there is none.
 * Of its tickets those within the actor's reach are counted. */
export const getContact = async (lodge: Lodge, actor: Actor, id: string): Promise<WholeContact | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await selectContacts(lodge.store.db, actor.deskId)
    .select(
      sql<Partial<Record<TicketStatus, number>> | null>`(
        select json_object_agg(t.status, t.count) from (
          select status, count(*) from ticket
          where desk_id = c.desk_id and contact_id = c.id and ${inReach(actor.departments, 'ticket')} group by status
        ) t
      )`.as('tickets'),
    )
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  return { ...toContact(row), tickets: { ...NONE, ...row.tickets } }
}

const NONE: Record<TicketStatus, number> = { open: 0, pending: 0, snoozed: 0, resolved: 0, closed: 0, spam: 0 }
