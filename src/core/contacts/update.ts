import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { mergeTraits, type Traits, traitsFit } from '../traits.ts'
import type { Contact } from './contact.ts'
import { type ContactGone, lockContact } from './lock.ts'
import { saveContact } from './save.ts'

/** What is absent stays; traits are merged (traits.ts). */
export type ContactChanges = {
  name?: string | undefined
  culture?: string | null | undefined
  traits?: Traits | undefined
  companyId?: string | null | undefined
}

export type UpdateContactError = ContactGone | { code: 'company_not_found' } | { code: 'traits_too_large' }

export const updateContact = async (
  change: Change,
  id: string,
  given: ContactChanges,
): Promise<Result<Contact, UpdateContactError>> => {
  const found = await lockContact(change, id)
  if (!found.ok) return found
  const known = found.value
  const traits = mergeTraits(known.traits, given.traits ?? {})
  if (given.traits && !traitsFit(traits)) return fail({ code: 'traits_too_large' })
  const company = given.companyId === undefined ? known.company : await companyOf(change, given.companyId)
  if (company === undefined) return fail({ code: 'company_not_found' })
  const contact: Contact = {
    ...known,
    name: given.name ?? known.name,
    culture: given.culture === undefined ? known.culture : given.culture,
    company,
    traits,
    updated_at: new Date().toISOString(),
  }
  await saveContact(change, contact)
  await recordEvent(change, { type: 'contact.updated', data: { contact } })
  return ok(contact)
}

const companyOf = async ({ tx, actor }: Change, id: string | null): Promise<Contact['company'] | undefined> => {
  if (id === null) return null
  if (!looksLikeId(id)) return undefined
  return tx
    .selectFrom('company')
    .select(['id', 'external_id', 'name'])
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
}
