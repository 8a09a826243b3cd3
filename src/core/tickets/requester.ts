import type { Change } from '../change.ts'
import { lockContact } from '../contacts/lock.ts'
import { contactOfAddress } from '../contacts/writer.ts'
import { lockIntake } from '../desks/lock.ts'
import { deleteParticipants } from '../participants/delete.ts'
import { isPerson } from '../participants/is-person.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Person, TicketSnapshot } from './ticket.ts'

/** A contact by id, or an address in its one spelling: who is not known by it yet is made. */
export type RequesterGiven = { contact: string } | { email: string; name: string | null }

/** Who a ticket is to be from. Locks the intake: call it before the ticket is locked, as everywhere. */
export const findRequester = async (
  change: Change,
  given: RequesterGiven,
): Promise<Result<Person, { code: 'contact_not_found' }>> => {
  await lockIntake(change)
  const { id } =
    'contact' in given
      ? { id: given.contact }
      : await contactOfAddress(change, { address: given.email, name: given.name ?? '', claimed: false })
  const found = await lockContact(change, id)
  if (!found.ok) return fail({ code: 'contact_not_found' })
  const { external_id, email, name } = found.value
  return ok({ id: found.value.id, external_id, email, name })
}

/**
 * A ticket as it is from somebody else. Whoever says so works here or is trusted, so it counts as shown; and nobody is both
 * its requester and somebody who takes part besides.
 */
export const fromRequester = (
  before: TicketSnapshot,
  requester: Person | undefined,
): Partial<Pick<TicketSnapshot, 'requester' | 'requester_verified' | 'participants'>> => {
  if (!requester || requester.id === before.requester.id) return {}
  return {
    requester,
    requester_verified: true,
    participants: before.participants.filter((one) => !isPerson(one, requester)),
  }
}

/** Deletes the rows of those who take part no more after a change. */
export const partFrom = async (change: Change, before: TicketSnapshot, after: TicketSnapshot): Promise<void> => {
  const gone = before.participants.filter((one) => !after.participants.includes(one))
  if (gone.length === 0) return
  await deleteParticipants(
    change,
    before.id,
    gone.map(({ id }) => id),
  )
}
