import type { Change } from '../change.ts'
import { contactByEmail } from '../contacts/by-email.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Participant, TicketSnapshot } from '../tickets/ticket.ts'
import type { TicketMerged } from '../tickets/update.ts'
import { lockTicket, writeTicket } from '../tickets/write.ts'
import { addParticipants, PARTICIPANTS_MAX } from './add.ts'
import { isPerson } from './is-person.ts'

/** A contact by id, or an address in its one spelling. A name counts where none is known. */
export type NewParticipant = { role: Participant['role'] } & (
  | { contact: string }
  | { email: string; name: string | null }
)

export type AddParticipantError =
  | { code: 'ticket_not_found' }
  | TicketMerged
  | { code: 'contact_not_found' }
  | { code: 'contact_without_email' }
  | { code: 'is_requester' }
  | { code: 'takes_part_already' }
  | { code: 'too_many_participants' }

/** Has somebody take part in a ticket: they get what is sent from now on, and may answer. Event: `ticket.updated`. */
export const addParticipant = async (
  change: Change,
  idOrNumber: string,
  given: NewParticipant,
): Promise<Result<Participant, AddParticipantError>> => {
  const before = await lockTicket(change, idOrNumber)
  if (!before) return fail({ code: 'ticket_not_found' })
  if (before.merged_into) return fail({ code: 'ticket_merged', into: before.merged_into })
  const person = 'contact' in given ? await byContact(change, given.contact) : await byAddress(change, given.email)
  if (!person) return fail({ code: 'contact_not_found' })
  const { email } = person
  if (email === null) return fail({ code: 'contact_without_email' })
  if (person.id === before.requester.id || email === before.requester.email) return fail({ code: 'is_requester' })
  if (before.participants.some((one) => isPerson(one, person))) return fail({ code: 'takes_part_already' })
  if (before.participants.length >= PARTICIPANTS_MAX) return fail({ code: 'too_many_participants' })
  const name = person.name || ('name' in given ? given.name : null)
  const participants = await addParticipants(change, before, [{ email, name, role: given.role }])
  const added = participants.at(-1)
  if (!added) throw new Error('a participant who was added is not there')
  await tellParticipants(change, before, participants)
  return ok(added)
}

/** Says who takes part in a locked ticket from now on, as a change of the ticket. */
export const tellParticipants = async (
  change: Change,
  before: TicketSnapshot,
  participants: Participant[],
): Promise<void> => {
  const ticket: TicketSnapshot = { ...before, participants, updated_at: new Date().toISOString() }
  await writeTicket(change, ticket, { updated_at: ticket.updated_at })
  const changes = { participants: { from: before.participants, to: participants } }
  await recordEvent(change, { type: 'ticket.updated', ticketId: ticket.id, data: { ticket, changes } })
}

type Known = { id: string | null; email: string | null; name: string }

const byContact = async ({ tx, actor }: Change, id: string): Promise<Known | undefined> =>
  looksLikeId(id)
    ? tx
        .selectFrom('contact')
        .select(['id', 'email', 'name'])
        .where('desk_id', '=', actor.deskId)
        .where('id', '=', id)
        .where('merged_into', 'is', null)
        .executeTakeFirst()
    : undefined

/** Whose an address is; nobody's is somebody yet unknown. */
const byAddress = async ({ tx, actor }: Change, email: string): Promise<Known> => {
  const known = await contactByEmail(tx, actor.deskId, email)
  return { id: known?.id ?? null, name: known?.name ?? '', email }
}
