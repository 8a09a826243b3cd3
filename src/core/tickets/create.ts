import { sqlState } from '../../store/errors.ts'
import type { IntakeItem, IntakeResult } from '../../store/intake.ts'
import { createWithin } from '../../store/intake-within.ts'
import type { BodyFormat, TicketPriority, TicketStatus } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import type { InvalidField } from '../fields/check.ts'
import type { Lodge } from '../lodge.ts'
import type { MailedMessage } from '../messages/email.ts'
import { fail, ok, type Result } from '../result.ts'
import { assemble, assembleJson } from './assemble.ts'
import { prepare } from './prepare.ts'
import { replayCreation } from './replay.ts'
import type { WholeTicket } from './ticket.ts'

/** What comes in, from whichever contract or channel: checked for form, not yet for what it refers to. */
export type NewTicket = {
  /** At least one of the first two. `email` is normalised (contacts/email.ts). */
  requester: {
    externalId: string | null
    email: string | null
    name: string | null
    /** Nobody vouches that the address is theirs: it never leads to a contact that has an external id. */
    emailIsClaimed?: boolean
  }
  /** False where a public key filed it and nobody proved who they are; true where not said. */
  requesterVerified?: boolean
  subject: string
  body: { format: BodyFormat; source: string }
  /** How it came in: `api`, `email`, `widget`, `hook` ... */
  channel: string
  source: string
  status: TicketStatus
  priority: TicketPriority
  /** Id or name; null for the desk's default. */
  department: string | null
  type: string | null
  /** A member's id or address, or `auto`. */
  assignee: string | null
  tags: string[]
  fields: Record<string, string>
  /** True where they have to be as they are defined: by our own API, not by channels and the contracts of others. */
  checksFields?: boolean
  metadata: Record<string, unknown>
  culture: string | null
  participants: { role: 'cc' | 'bcc' | 'follower'; email: string; name: string | null }[]
  externalRef: string | null
  openedAt: Date | null
  /** When it was filed, where that is told afterwards; now where not said. */
  at?: Date
  closedAt: Date | null
  snoozedUntil: Date | null
  attachments: string[]
  public: boolean
  notify: { requester: boolean; team: boolean }
  ai: { answer: boolean }
  /** Webhooks and queues are told nothing of it, now or later. */
  quiet?: boolean
  /** The mail it came by: its row is settled by the same commit. */
  email?: MailedMessage
}

export type Idempotency = { key: string; requestHash: string }

export type CreateTicketOutcome =
  /** `json` makes the ticket's, for who answers with it as it is. */
  | { outcome: 'created'; ticket: WholeTicket; json: () => string; contactCreated: boolean }
  /** The requester is on the blocklist. `replayed`: it was when this very request was first answered. */
  | { outcome: 'blocked'; replayed: boolean }
  /** This very request was answered before: the ticket as it was then. */
  | { outcome: 'replayed'; ticket: WholeTicket; json: () => string; contactCreated: boolean }

export type CreateTicketError =
  | { code: 'department_not_found' }
  | { code: 'ticket_type_not_found' }
  | { code: 'assignee_not_found' }
  | { code: 'attachment_not_found'; id: string }
  | InvalidField
  | { code: 'idempotency_key_conflict' }

/**
 * Takes a ticket in: the only way one comes to be, from every contract, channel and command. Answers after the commit is
 * durable, with the whole ticket; nothing is read back. Rejects with IntakeFull or DatabaseUnavailable (store), for the
 * caller to send its client away for a moment.
 */
export const createTicket = async (
  lodge: Lodge,
  actor: Actor,
  given: NewTicket,
  idempotency?: Idempotency,
): Promise<Result<CreateTicketOutcome, CreateTicketError>> => {
  const prepared = await prepare(lodge, actor, given, idempotency)
  // A repeated request may name what was archived since, and names the uploads that its first use took: it is answered still.
  if (!prepared.ok) return (idempotency && (await replayCreation(lodge, actor, idempotency))) ?? prepared
  const item = prepared.value
  let written: IntakeResult
  try {
    written = await lodge.intake.submit(item)
  } catch (error) {
    const lost = lostAttachment(error)
    if (lost !== undefined) return fail({ code: 'attachment_not_found', id: lost })
    throw error
  }
  if (written.outcome === 'blocked') return ok({ outcome: 'blocked', replayed: false })
  if (written.outcome === 'key_used') {
    const first = idempotency && (await replayCreation(lodge, actor, idempotency))
    if (!first) throw new Error('a key that is used has an answer')
    return first
  }
  return ok(outcomeOf(item, written))
}

/**
 * Takes a ticket in within a change that does more to it, all of which is committed together; it keeps the intake out until
 * then, so lockIntake() first. Without uploads: a failure after which the transaction is lost is a bug.
 */
export const createTicketWithin = async (
  { tx, lodge, actor }: Change,
  given: NewTicket,
): Promise<Result<CreateTicketOutcome, CreateTicketError>> => {
  const prepared = await prepare(lodge, actor, given)
  if (!prepared.ok) return prepared
  const written = await createWithin(tx, lodge.store.nextId, prepared.value)
  return ok(
    written.outcome === 'created' ? outcomeOf(prepared.value, written) : { outcome: 'blocked', replayed: false },
  )
}

const outcomeOf = (item: IntakeItem, written: Extract<IntakeResult, { outcome: 'created' }>): CreateTicketOutcome => {
  const { ticket, message } = item
  const { contact } = written
  const found = {
    number: written.number,
    requester: { id: contact.id, external_id: contact.externalId, email: contact.email, name: contact.name },
    assignee: item.auto ? written.assignee : ticket.assignee,
  }
  const whole = assemble(
    { ...ticket, ...found },
    { ...message, author: { kind: 'contact', id: contact.id, name: contact.name } },
  )
  return { outcome: 'created', ticket: whole, json: () => assembleJson(item, found), contactCreated: contact.created }
}

/** Another ticket took the upload after we looked: add_ticket_extras() says which one. */
const lostAttachment = (error: unknown): string | undefined =>
  sqlState(error) === 'LG404' ? String((error as Error & { detail?: unknown }).detail) : undefined // sqlState() saw an Error
