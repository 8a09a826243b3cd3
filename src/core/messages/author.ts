import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { contactByEmail } from '../contacts/by-email.ts'
import { identifyContact } from '../contacts/identify.ts'
import type { MemberId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import type { Copied } from '../participants/add.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import type { NewMessage } from './add.ts'

/** Who a message is written by, and who takes part from it on; `change` is as its author makes it. */
export type Author = { change: Change; author: NewMessage['author']; copied: Copied[] }

/**
 * Whose address it is, for a message that is handed in for them: the ticket's requester, a member, whose answer it then
 * is, or somebody else, who is a contact from now on and takes part in the ticket. `address` is normalised.
 *
 * An address that nobody has yet locks the intake (identifyContact): ask isStranger() before the transaction.
 */
export const authorOf = async (change: Change, ticket: TicketSnapshot, address: string): Promise<Author> => {
  const { tx, actor } = change
  if (ticket.requester.email === address) return { change, author: 'requester', copied: [] }
  const known = await whoHas(tx, actor, address)
  if (known?.member_id) {
    return { change: { ...change, actor: { ...actor, memberId: known.member_id } }, author: 'agent', copied: [] }
  }
  if (known?.contact_id === ticket.requester.id) return { change, author: 'requester', copied: [] }
  const contact = known?.contact_id
    ? { id: known.contact_id, name: known.name ?? '' }
    : await newContact(change, address)
  return { change, author: contact, copied: [{ email: address, name: contact.name || null }] }
}

/** Whether nobody on the desk has an address. */
export const isStranger = async ({ store }: Lodge, actor: Actor, address: string): Promise<boolean> =>
  (await whoHas(store.db, actor, address)) === undefined

type Known = { member_id: MemberId | null; contact_id: string | null; name: string | null }

const whoHas = async (db: Lodge['store']['db'], { deskId }: Actor, address: string): Promise<Known | undefined> => {
  const member = await db
    .selectFrom('member')
    .select('id')
    .where('desk_id', '=', deskId)
    .where('email', '=', address)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (member) return { member_id: member.id as MemberId, contact_id: null, name: null } // the column is of such ids
  const contact = await contactByEmail(db, deskId, address)
  return contact && { member_id: null, contact_id: contact.id, name: contact.name }
}

const newContact = async (change: Change, email: string): Promise<{ id: string; name: string }> => {
  const nothing = { externalId: null, phone: null, name: null, culture: null, traits: {}, company: null }
  const made = await identifyContact(change, { ...nothing, email })
  if (!made.ok) throw new Error(`nothing was said that could be too large: ${made.error.code}`)
  return { id: made.value.contact.id, name: made.value.contact.name }
}
