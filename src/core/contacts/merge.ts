import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { traitsFit } from '../traits.ts'
import { type Contact, type Identity, sortIdentities } from './contact.ts'
import { type ContactGone, lockContact } from './lock.ts'
import { saveContact } from './save.ts'

export type MergeContactsError =
  | ContactGone
  | { code: 'into_not_found' }
  | { code: 'into_merged' }
  | { code: 'into_itself' }
  | { code: 'merged_traits_too_large' }

/**
 * Two contacts turn out to be one person: all that is `id`'s becomes `into`'s, whose own name, address and traits win. The
 * merged one stays as a row that says where to look.
 */
export const mergeContacts = async (
  change: Change,
  id: string,
  into: string,
): Promise<Result<Contact, MergeContactsError>> => {
  const found = await lockContact(change, id)
  if (!found.ok) return found
  const merged = found.value
  if (into === merged.id) return fail({ code: 'into_itself' })
  const kept = await lockContact(change, into)
  if (!kept.ok) return fail({ code: kept.error.code === 'contact_not_found' ? 'into_not_found' : 'into_merged' })
  const survivor = kept.value
  const traits = { ...merged.traits, ...survivor.traits }
  if (!traitsFit(traits)) return fail({ code: 'merged_traits_too_large' })

  await moveWhatIsTheirs(change, merged.id, survivor.id)
  const now = new Date().toISOString()
  const contact: Contact = {
    ...survivor,
    external_id: survivor.external_id ?? merged.external_id,
    email: survivor.email ?? merged.email,
    name: survivor.name || merged.name,
    company: survivor.company ?? merged.company,
    culture: survivor.culture ?? merged.culture,
    traits,
    identities: sortIdentities([...survivor.identities, ...merged.identities].filter(isVouched)),
    updated_at: now,
    last_seen_at: later(survivor.last_seen_at, merged.last_seen_at),
  }
  await saveContact(change, contact)
  await saveContact(change, { ...merged, external_id: null, email: null, merged_into: contact.id, updated_at: now })
  await recordEvent(change, { type: 'contact.merged', data: { contact, merged } })
  return ok(contact)
}

/** What was only claimed leads to nobody once it is merged: the next such ticket is kept apart again. */
const isVouched = ({ kind }: Identity): boolean => kind !== 'unverified_email'

/** ISO 8601 in UTC sorts as time does. */
const later = (a: string | null, b: string | null): string | null => ((a ?? '') > (b ?? '') ? a : b)

const moveWhatIsTheirs = async ({ tx, actor: { deskId } }: Change, from: string, to: string): Promise<void> => {
  // First what they wrote, while it can still be found by their tickets: messages have no index by author.
  await sql`
    update message set author_id = ${to}
    where desk_id = ${deskId} and author_kind = 'contact' and author_id = ${from} and ticket_id in (
      select id from ticket where desk_id = ${deskId} and contact_id = ${from}
      union all
      select ticket_id from participant where desk_id = ${deskId} and contact_id = ${from}
    )`.execute(tx)
  // In the order of ids, as every change of many tickets: two at once do not deadlock. None of them counts as an update of
  // the ticket, lest the order by recency is lost.
  await sql`
    update ticket set contact_id = ${to}
    where desk_id = ${deskId} and id in (
      select id from ticket where desk_id = ${deskId} and contact_id = ${from} order by id for update
    )`.execute(tx)
  await sql`
    delete from participant p
    where desk_id = ${deskId} and contact_id = ${from} and exists (
      select from participant o where o.desk_id = ${deskId} and o.ticket_id = p.ticket_id and o.contact_id = ${to}
    )`.execute(tx)
  await tx
    .updateTable('participant')
    .set({ contact_id: to })
    .where('desk_id', '=', deskId)
    .where('contact_id', '=', from)
    .execute()
  await tx
    .updateTable('activity')
    .set({ contact_id: to })
    .where('desk_id', '=', deskId)
    .where('contact_id', '=', from)
    .execute()
  await tx
    .deleteFrom('contact_identity')
    .where('desk_id', '=', deskId)
    .where('kind', '=', 'unverified_email')
    .where('contact_id', 'in', [from, to])
    .execute()
  await tx
    .updateTable('contact_identity')
    .set({ contact_id: to })
    .where('desk_id', '=', deskId)
    .where('contact_id', '=', from)
    .execute()
  await tx
    .updateTable('contact')
    .set({ merged_into: to })
    .where('desk_id', '=', deskId)
    .where('merged_into', '=', from)
    .execute()
}
