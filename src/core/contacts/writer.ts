import type { Change } from '../change.ts'
import { contactByEmail } from './by-email.ts'
import { identifyContact } from './identify.ts'

/**
 * Who writes from an address, made on first use. A name is taken only where there was none. `claimed`: nobody vouches
 * that the address is theirs, so it never leads to a contact with an external id.
 */
export const contactOfAddress = async (
  change: Change,
  given: { address: string; name: string; claimed: boolean },
): Promise<{ id: string; name: string }> => {
  const known = await contactByEmail(change.tx, change.actor.deskId, given.address)
  if (known && known.name !== '' && !(given.claimed && known.external_id !== null)) {
    return { id: known.id, name: known.name }
  }
  const found = await identifyContact(change, {
    externalId: null,
    email: given.address,
    phone: null,
    name: given.name === '' ? null : given.name,
    culture: null,
    traits: {},
    company: null,
    emailIsClaimed: given.claimed,
  })
  // No traits and no company were given, which are all that could be too large.
  if (!found.ok) throw new Error(found.error.code)
  return { id: found.value.contact.id, name: found.value.contact.name }
}
