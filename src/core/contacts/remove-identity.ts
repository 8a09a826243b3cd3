import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Contact, Identity } from './contact.ts'
import { type ContactGone, lockContact } from './lock.ts'
import { saveContact } from './save.ts'

export type RemoveIdentityError = ContactGone | { code: 'identity_not_found' } | { code: 'last_identity' }

/** Takes an identity from a contact, but for the last one. Where it was the primary one, the next of its kind is. */
export const removeIdentity = async (
  change: Change,
  id: string,
  identity: Identity,
): Promise<Result<Contact, RemoveIdentityError>> => {
  const found = await lockContact(change, id)
  if (!found.ok) return found
  const known = found.value
  const left = known.identities.filter(({ kind, value }) => kind !== identity.kind || value !== identity.value)
  if (left.length === known.identities.length) return fail({ code: 'identity_not_found' })
  if (left.length === 0) return fail({ code: 'last_identity' })
  await change.tx
    .deleteFrom('contact_identity')
    .where('desk_id', '=', change.actor.deskId)
    .where('kind', '=', identity.kind)
    .where('value', '=', identity.value)
    .execute()
  const contact: Contact = {
    ...known,
    external_id: primary(left, 'external_id', known.external_id),
    email: primary(left, 'email', known.email),
    identities: left,
    updated_at: new Date().toISOString(),
  }
  await saveContact(change, contact)
  await recordEvent(change, { type: 'contact.updated', data: { contact } })
  return ok(contact)
}

const primary = (left: Identity[], kind: Identity['kind'], before: string | null): string | null => {
  const values = left.filter((identity) => identity.kind === kind).map((identity) => identity.value)
  return before !== null && values.includes(before) ? before : (values[0] ?? null)
}
