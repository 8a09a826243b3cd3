import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { lockIntake } from '../desks/lock.ts'
import type { Lodge } from '../lodge.ts'
import type { NewTicket } from '../tickets/create.ts'
import { addIdentity } from './add-identity.ts'
import { identifyContact } from './identify.ts'

/** Where somebody is reached who is not reached by mail: a number in its one spelling, or `channel:address`. */
export type Address = { kind: 'phone' | 'channel'; value: string }
type Requester = Pick<NewTicket['requester'], 'externalId' | 'email'>

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
  const found = await look(lodge.store.db, actor, address)
  if (found?.external_id != null || found?.email != null) return toRequester(found)
  const made = await lodge.store.db.transaction().execute((tx) => introduce({ tx, lodge, actor }, address, name))
  lodge.nudge()
  return made
}

type Found = { id: string; external_id: string | null; email: string | null }

const toRequester = ({ external_id, email }: Found): Requester => ({
  externalId: external_id,
  email: external_id === null ? email : null,
})

const look = async (db: Lodge['store']['db'], actor: Actor, address: Address): Promise<Found | undefined> => {
  const found = await sql<Found>`
    select c.id, c.external_id, c.email from contact_identity i
    join contact c on c.desk_id = i.desk_id and c.id = i.contact_id
    where i.desk_id = ${actor.deskId} and i.kind = ${address.kind} and i.value = ${address.value}`.execute(db)
  return found.rows[0]
}

const introduce = async (change: Change, address: Address, name: string | null): Promise<Requester> => {
  await lockIntake(change)
  const found = await look(change.tx, change.actor, address)
  if (found && (found.external_id !== null || found.email !== null)) return toRequester(found)
  const externalId = address.kind === 'phone' ? `tel:${address.value}` : address.value
  if (found) {
    const added = await addIdentity(change, found.id, { kind: 'external_id', value: externalId })
    if (added.ok) return { externalId, email: null }
  }
  const phone = address.kind === 'phone' ? address.value : null
  const made = await identifyContact(change, {
    externalId,
    email: null,
    phone,
    name,
    culture: null,
    traits: {},
    company: null,
  })
  if (!made.ok) throw new Error('nothing was said that could be too large')
  if (address.kind === 'channel') await addIdentity(change, made.value.contact.id, address)
  return { externalId, email: null }
}
