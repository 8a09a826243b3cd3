import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { lockIntake } from '../desks/lock.ts'
import type { Lodge } from '../lodge.ts'
import type { NewTicket } from '../tickets/create.ts'
import { addIdentity } from './add-identity.ts'
import { identifyContact } from './identify.ts'

/** Where somebody is reached: a normalised email, a number in its one spelling, or `channel:address`. */
export type Address = { kind: 'email' | 'phone' | 'channel'; value: string }
type Requester = Pick<NewTicket['requester'], 'externalId' | 'email'>
type Found = { id: string; external_id: string | null; email: string | null }

/**
 * By what createTicket() finds whoever is at an address that is no email. Who has neither an external id nor an email gets
 * the address for an external id; who is not known yet is made, in a change of its own.
 */
export const requesterAt = async (
  lodge: Lodge,
  actor: Actor,
  address: Address,
  name: string | null,
): Promise<Requester> => {
  const { external_id, email } = await contactAt(lodge, actor, address, name)
  return { externalId: external_id, email: external_id === null ? email : null }
}

/** The contact at an address, made where nobody is there; it can be found by its external id or its email. */
export const contactAt = async (lodge: Lodge, actor: Actor, address: Address, name: string | null): Promise<Found> => {
  const found = await look(lodge.store.db, actor, address)
  if (found && (found.external_id !== null || found.email !== null)) return found
  const made = await lodge.store.db.transaction().execute((tx) => introduce({ tx, lodge, actor }, address, name))
  lodge.nudge()
  return made
}

const look = async (db: Lodge['store']['db'], actor: Actor, address: Address): Promise<Found | undefined> => {
  const found = await sql<Found>`
    select c.id, c.external_id, c.email from contact_identity i
    join contact c on c.desk_id = i.desk_id and c.id = i.contact_id
    where i.desk_id = ${actor.deskId} and i.kind = ${address.kind} and i.value = ${address.value}`.execute(db)
  return found.rows[0]
}

const introduce = async (change: Change, address: Address, name: string | null): Promise<Found> => {
  await lockIntake(change)
  const found = await look(change.tx, change.actor, address)
  if (found && (found.external_id !== null || found.email !== null)) return found
  const externalId = externalIdOf(address)
  if (found && externalId !== null) {
    const added = await addIdentity(change, found.id, { kind: 'external_id', value: externalId })
    if (added.ok) return { ...found, external_id: externalId }
  }
  const made = await identifyContact(change, {
    externalId,
    email: address.kind === 'email' ? address.value : null,
    phone: address.kind === 'phone' ? address.value : null,
    name,
    culture: null,
    traits: {},
    company: null,
  })
  if (!made.ok) throw new Error('nothing was said that could be too large')
  const { id, external_id, email } = made.value.contact
  if (address.kind === 'channel') await addIdentity(change, id, address)
  return { id, external_id, email }
}

const externalIdOf = ({ kind, value }: Address): string | null => {
  if (kind === 'email') return null
  return kind === 'phone' ? `tel:${value}` : value
}
