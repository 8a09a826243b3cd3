import { sql } from 'kysely'
import type { Change } from '../change.ts'
import type { Participant, TicketSnapshot } from '../tickets/ticket.ts'

export type Copied = { email: string; name: string | null; role?: Participant['role'] }

/** What a creation may name too; more is a mailing, not a conversation. */
export const PARTICIPANTS_MAX = 50

/**
 * Copies people into a locked ticket, each once and up to PARTICIPANTS_MAX in all: they get what is sent from now on.
 * Part of the change that names them, whose event has them.
 */
export const addParticipants = async (
  change: Change,
  ticket: TicketSnapshot,
  copied: Copied[],
): Promise<Participant[]> => {
  const known = new Set([ticket.requester.email, ...ticket.participants.map(({ email }) => email)])
  const fresh = [...new Map(copied.map((one) => [one.email, one])).values()]
    .filter(({ email }) => !known.has(email))
    .slice(0, Math.max(0, PARTICIPANTS_MAX - ticket.participants.length))
  if (fresh.length === 0) return ticket.participants
  const { tx, lodge, actor } = change
  const rows = await tx
    .insertInto('participant')
    .values(
      fresh.map(({ email, name, role = 'cc' }) => ({
        desk_id: actor.deskId,
        ticket_id: ticket.id,
        id: lodge.store.nextId(),
        role,
        contact_id: sql<string | null>`(
          select contact_id from contact_identity
          where desk_id = ${actor.deskId} and kind = 'email' and value = ${email}
        )`,
        member_id: null,
        name: name ?? '',
        email,
      })),
    )
    .returning(['id', 'role', 'email', 'name', 'contact_id', 'member_id'])
    .execute()
  return [...ticket.participants, ...rows]
}
