import type { Kysely } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import type { Copied } from '../participants/add.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'

export type Recipient = { email: string; name: string }

/** Whom a message is for, as the API shows it; `bcc` are those whom the others do not see, followers included. */
export type Recipients = { to: Recipient[]; cc: Recipient[]; bcc: Recipient[] }

/**
 * Whom a message goes to: those whom it names, each once, by the names that its ticket knows them by; where it has no `to`,
 * the requester and who takes part. Undefined where that is nobody.
 */
export const recipientsOf = (
  ticket: TicketSnapshot,
  to: string[] = [],
  copied: Copied[] = [],
): Recipients | undefined => (to.length === 0 ? allOf(ticket) : named(ticket, to, copied))

const allOf = ({ requester, participants }: TicketSnapshot): Recipients | undefined => {
  const of = (isOne: (role: string) => boolean): Recipient[] =>
    participants.flatMap(({ role, email, name }) =>
      email === null || email === requester.email || !isOne(role) ? [] : [{ email, name }],
    )
  const to = requester.email === null ? [] : [{ email: requester.email, name: requester.name }]
  const [cc, bcc] = [of((role) => role === 'cc'), of((role) => role !== 'cc')]
  return to.length + cc.length + bcc.length === 0 ? undefined : { to, cc, bcc }
}

const named = ({ requester, participants }: TicketSnapshot, to: string[], copied: Copied[]): Recipients => {
  const seen = new Set<string>()
  const people = (emails: string[]): Recipient[] =>
    emails.flatMap((email) => {
      if (seen.has(email)) return []
      seen.add(email)
      const known = [requester, ...participants].find((one) => one.email === email)
      return [{ email, name: known?.name ?? '' }]
    })
  const of = (role: string) => copied.flatMap((one) => ((one.role ?? 'cc') === role ? [one.email] : []))
  return { to: people(to), cc: people(of('cc')), bcc: people(of('bcc')) }
}

/** Keeps whom a message was for. */
export const writeRecipients = async (
  { tx, actor }: Change,
  ticketId: string,
  messageId: string,
  recipients: Recipients,
): Promise<void> => {
  const kinds = ['to', 'cc', 'bcc'] as const
  const all = kinds.flatMap((kind) => recipients[kind].map((one) => ({ kind, ...one })))
  await tx
    .insertInto('message_recipient')
    .values(
      all.map((one, place) => ({ desk_id: actor.deskId, ticket_id: ticketId, message_id: messageId, place, ...one })),
    )
    .execute()
}

/** Whether a ticket was ever written to an address: who answers that was asked, and does not take part for it. */
export const wasWrittenTo = async (
  db: Kysely<Tables>,
  deskId: string,
  ticketId: string,
  address: string,
): Promise<boolean> => {
  const found = await db
    .selectFrom('message_recipient')
    .select('place')
    .where('desk_id', '=', deskId)
    .where('ticket_id', '=', ticketId)
    .where('email', '=', address)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
