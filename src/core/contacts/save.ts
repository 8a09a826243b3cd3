import type { Change } from '../change.ts'
import type { Contact, Identity } from './contact.ts'

/** Writes a contact as it is shown, whether it is new or not. Call under lockIntake, which keeps all other writers out. */
export const saveContact = (change: Change, contact: Contact): Promise<void> => saveContacts(change, [contact])

/** Writes several, each once. */
export const saveContacts = async ({ tx, actor }: Change, contacts: Contact[]): Promise<void> => {
  if (contacts.length === 0) return
  await tx
    .insertInto('contact')
    .values(
      contacts.map((contact) => ({
        desk_id: actor.deskId,
        id: contact.id,
        external_id: contact.external_id,
        email: contact.email,
        name: contact.name,
        company_id: contact.company?.id ?? null,
        culture: contact.culture,
        traits: JSON.stringify(contact.traits),
        merged_into: contact.merged_into,
        created_at: contact.created_at,
        updated_at: contact.updated_at,
        last_seen_at: contact.last_seen_at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['desk_id', 'id']).doUpdateSet((eb) => ({
        external_id: eb.ref('excluded.external_id'),
        email: eb.ref('excluded.email'),
        name: eb.ref('excluded.name'),
        company_id: eb.ref('excluded.company_id'),
        culture: eb.ref('excluded.culture'),
        traits: eb.ref('excluded.traits'),
        merged_into: eb.ref('excluded.merged_into'),
        updated_at: eb.ref('excluded.updated_at'),
        last_seen_at: eb.ref('excluded.last_seen_at'),
      })),
    )
    .execute()
}

/** Gives contacts identities that nobody has. */
export const saveIdentities = async ({ tx, actor }: Change, added: Map<string, Identity[]>): Promise<void> => {
  const rows = [...added].flatMap(([contactId, identities]) =>
    identities.map(({ kind, value }) => ({ desk_id: actor.deskId, kind, value, contact_id: contactId })),
  )
  if (rows.length > 0) await tx.insertInto('contact_identity').values(rows).execute()
}
