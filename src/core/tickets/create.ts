import { sqlState } from '../../store/errors.ts'
import type { IntakeItem, IntakeResult } from '../../store/intake.ts'
import type { BodyFormat, TicketPriority, TicketStatus } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { claimable } from '../attachments/claimable.ts'
import type { Desk } from '../desks/directory.ts'
import type { Lodge } from '../lodge.ts'
import type { Body } from '../messages/body.ts'
import type { MailedMessage } from '../messages/email.ts'
import { toMailExtra } from '../messages/keep-email.ts'
import { render } from '../messages/render.ts'
import { fail, ok, type Result } from '../result.ts'
import { assemble, assembleJson, toJson } from './assemble.ts'
import { replayCreation } from './replay.ts'
import type { AttachmentSummary, Ticket, WholeTicket } from './ticket.ts'

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
  metadata: Record<string, unknown>
  culture: string | null
  participants: { role: 'cc' | 'bcc' | 'follower'; email: string; name: string | null }[]
  externalRef: string | null
  openedAt: Date | null
  closedAt: Date | null
  snoozedUntil: Date | null
  attachments: string[]
  public: boolean
  notify: { requester: boolean; team: boolean }
  ai: { answer: boolean }
  /** The mail it came by: its row is settled by the same commit. */
  email?: MailedMessage
}

export type Idempotency = { key: string; requestHash: string }

export type CreateTicketOutcome =
  /** `json` is the ticket's, for who answers with it as it is. */
  | { outcome: 'created'; ticket: WholeTicket; json: string; contactCreated: boolean }
  /** The requester is on the blocklist. `replayed`: it was when this very request was first answered. */
  | { outcome: 'blocked'; replayed: boolean }
  /** This very request was answered before: the ticket as it was then. */
  | { outcome: 'replayed'; ticket: WholeTicket; json: string; contactCreated: boolean }

export type CreateTicketError =
  | { code: 'department_not_found' }
  | { code: 'ticket_type_not_found' }
  | { code: 'assignee_not_found' }
  | { code: 'attachment_not_found'; id: string }
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
  const desk = await lodge.desks.get(actor.deskId)
  const placed = resolve(desk, given)
  const references = placed.ok ? placed : resolve(await lodge.desks.fresh(actor.deskId), given)
  // A repeated request may name what was archived since, and names the uploads that its first use took: it is answered still.
  const orReplay = async (failure: Result<never, CreateTicketError>) =>
    (idempotency && (await replayCreation(lodge, actor, idempotency))) ?? failure
  if (!references.ok) return orReplay(references)
  const attachments = given.attachments.length > 0 ? await claimable(lodge.store.db, actor, given.attachments) : ok([])
  if (!attachments.ok) return orReplay(attachments)

  // Plain text and what is short is there already, and costs no turn of the event loop.
  const rendered = render(given.body.format, given.body.source)
  const body = rendered instanceof Promise ? await rendered : rendered

  const composed = compose(lodge.store.nextId, desk, given, references.value, body, attachments.value)
  const { ticket, message } = composed
  const item: IntakeItem = {
    deskId: actor.deskId,
    requester: { ...given.requester, name: given.requester.name?.trim() || null },
    ticket,
    message,
    json: toJson(composed),
    auto: given.assignee === 'auto',
    credentialId: actor.credentialId,
    idempotency,
    actor: { kind: actor.kind, id: actor.credentialId },
    options: { notify: given.notify, ai: given.ai },
    extras:
      given.email || given.tags.length + given.participants.length + given.attachments.length > 0
        ? {
            tags: given.tags.map((name) => ({ id: lodge.store.nextId(), name })),
            participants: ticket.participants,
            attachments: given.attachments,
            ...(given.email ? { mail: toMailExtra(given.email) } : {}),
          }
        : undefined,
  }
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
  const { contact } = written
  const found = {
    number: written.number,
    requester: { id: contact.id, external_id: contact.externalId, email: contact.email, name: contact.name },
    assignee: written.assignee,
  }
  const whole = assemble(
    { ...ticket, ...found },
    { ...message, author: { kind: 'contact', id: contact.id, name: contact.name } },
  )
  return ok({ outcome: 'created', ticket: whole, json: assembleJson(item, found), contactCreated: contact.created })
}

/** Another ticket took the upload after we looked: add_ticket_extras() says which one. */
const lostAttachment = (error: unknown): string | undefined =>
  sqlState(error) === 'LG404' ? String((error as Error & { detail?: unknown }).detail) : undefined // sqlState() saw an Error

type References = Pick<Ticket, 'department' | 'type' | 'assignee'>

const resolve = (desk: Desk, given: NewTicket): Result<References, CreateTicketError> => {
  const department = given.department === null ? desk.defaultDepartment : desk.department(given.department)
  if (!department) return fail({ code: 'department_not_found' })
  const type = given.type === null ? desk.defaultTicketType : desk.ticketType(given.type)
  if (!type) return fail({ code: 'ticket_type_not_found' })
  const named = given.assignee !== null && given.assignee !== 'auto'
  const assignee = named ? desk.member(given.assignee ?? '') : null
  if (assignee === undefined) return fail({ code: 'assignee_not_found' })
  return ok({ department, type, assignee })
}

/** The ticket and its first message as they will be answered, but for what only the database knows. */
const compose = (
  nextId: () => string,
  desk: Desk,
  given: NewTicket,
  references: References,
  body: Body,
  attachments: AttachmentSummary[],
): Pick<IntakeItem, 'ticket' | 'message'> => {
  const now = new Date().toISOString()
  const closedAt = given.closedAt?.toISOString() ?? null
  return {
    ticket: {
      id: nextId(),
      subject: given.subject,
      status: given.status,
      priority: given.priority,
      department: references.department,
      type: references.type,
      assignee: references.assignee,
      requester_verified: given.requesterVerified ?? true,
      tags: given.tags,
      fields: given.fields,
      metadata: given.metadata,
      channel: given.channel,
      source: given.source,
      culture: given.culture ?? desk.culture,
      external_ref: given.externalRef,
      message_count: 1,
      opened_at: given.openedAt?.toISOString() ?? now,
      snoozed_until: given.snoozedUntil?.toISOString() ?? null,
      first_response_at: null,
      resolved_at: given.status === 'resolved' ? (closedAt ?? now) : null,
      closed_at: given.status === 'closed' ? closedAt : null,
      last_message_at: now,
      created_at: now,
      updated_at: now,
      participants: given.participants.map(({ role, email, name }) => ({
        id: nextId(),
        role,
        email,
        name: name ?? '',
        contact_id: null,
        member_id: null,
      })),
    },
    message: {
      id: nextId(),
      public: given.public,
      format: body.format,
      text: body.text,
      html: body.html,
      markdown: body.markdown,
      attachments,
      created_at: now,
      ...(given.email ? { email: given.email.shown } : {}),
    },
  }
}
