import type { Change } from '../change.ts'
import type { Contact, Identity } from './contact.ts'

/** Writes a contact as it is shown, whether it is new or not. Call under lockIntake, which keeps all other writers out. */
export const saveContact = async ({ tx, actor }: Change, contact: Contact): Promise<void> => {
  const values = {
    external_id: contact.external_id,
    email: contact.email,
    name: contact.name,
    company_id: contact.company?.id ?? null,
    culture: contact.culture,
    traits: JSON.stringify(contact.traits),
    merged_into: contact.merged_into,
    updated_at: contact.updated_at,
    last_seen_at: contact.last_seen_at,
  }
  await tx
    .insertInto('contact')
    .values({ desk_id: actor.deskId, id: contact.id, created_at: contact.created_at, ...values })
    .onConflict((conflict) => conflict.columns(['desk_id', 'id']).doUpdateSet(values))
    .execute()
}

/** Gives a contact identities that nobody has. */
export const saveIdentities = async ({ tx, actor }: Change, contactId: string, added: Identity[]): Promise<void> => {
  if (added.length === 0) return
  await tx
    .insertInto('contact_identity')
    .values(added.map(({ kind, value }) => ({ desk_id: actor.deskId, kind, value, contact_id: contactId })))
    .execute()
}
