import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Contact, type Identity, sortIdentities } from './contact.ts'
import { type ContactGone, lockContact } from './lock.ts'
import { saveContact } from './save.ts'

/**
 * Gives a contact one more identity, the value in its one spelling. The first address or external id becomes the primary
 * one. `added` is false where it was theirs before; whose it is otherwise, nobody is told.
 */
export const addIdentity = async (
  change: Change,
  id: string,
  identity: Identity,
): Promise<Result<{ contact: Contact; added: boolean }, ContactGone | { code: 'identity_taken' }>> => {
  const found = await lockContact(change, id)
  if (!found.ok) return found
  const known = found.value
  if (known.identities.some(({ kind, value }) => kind === identity.kind && value === identity.value)) {
    return ok({ contact: known, added: false })
  }
  const inserted = await change.tx
    .insertInto('contact_identity')
    .values({ desk_id: change.actor.deskId, ...identity, contact_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows !== 1n) return fail({ code: 'identity_taken' })
  const contact: Contact = {
    ...known,
    external_id: known.external_id ?? (identity.kind === 'external_id' ? identity.value : null),
    email: known.email ?? (identity.kind === 'email' ? identity.value : null),
    identities: sortIdentities([...known.identities, identity]),
    updated_at: new Date().toISOString(),
  }
  await saveContact(change, contact)
  await recordEvent(change, { type: 'contact.updated', data: { contact } })
  return ok({ contact, added: true })
}
