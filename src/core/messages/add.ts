import type { BodyFormat, TicketStatus } from '../../store/schema.ts'
import { claimable } from '../attachments/claimable.ts'
import type { Change } from '../change.ts'
import { deleteSentDraft } from '../drafts/sent.ts'
import { recordEvent } from '../events/record.ts'
import type { InvalidField } from '../fields/check.ts'
import { checkFields } from '../fields/check-change.ts'
import { addParticipants, type Copied } from '../participants/add.ts'
import { fail, ok, type Result } from '../result.ts'
import { signatureOf } from '../signatures/of-answer.ts'
import { changeStatus, isReopenedByRequester, type StatusError } from '../tickets/status.ts'
import type { AttachmentSummary, Message, TicketSnapshot } from '../tickets/ticket.ts'
import { changesBetween, type TicketMerged } from '../tickets/update.ts'
import { lockTicket, writeTicket } from '../tickets/write.ts'
import type { MailedMessage } from './email.ts'
import { handOver } from './hand-over.ts'
import { keepEmail } from './keep-email.ts'
import { checkMentions, type MemberNotFound } from './mentions.ts'
import { type NewerMessage, newerMessages } from './newer.ts'
import { recipientsOf, writeRecipients } from './recipients.ts'
import { render } from './render.ts'

/**
 * What comes in. `agent` is whoever acts, be it a rule; `requester` is the ticket's customer; `system` is the desk itself; a
 * contact is somebody else who takes part, and acts on the ticket as the requester does.
 */
export type NewMessage = {
  author: 'agent' | 'requester' | 'system' | { id: string; name: string }
  body: { format: BodyFormat; source: string }
  public: boolean
  attachments: string[]
  status?: TicketStatus | undefined
  snoozedUntil?: Date | undefined
  /** True where fields have to be as they are defined before a status that says it is done. */
  checksFields?: boolean | undefined
  /** The mail it came by: its row is settled by this change. */
  email?: MailedMessage | undefined
  /** Who was copied in: they take part from this message on, unless it has a `to`. */
  copied?: Copied[] | undefined
  /** Addresses that a public message of the team is for, with those who are copied in, and nobody else, this once. */
  to?: string[] | undefined
  /** The last message that its author saw: where others wrote since, it is refused, for the author to look first. */
  seenMessageId?: string | undefined
  /** The members whom a note names, by id. */
  mentions?: string[] | undefined
  /** Whether its author's signature stands below it where it is mailed; only below a public answer of an agent. */
  signed?: boolean | undefined
}

export type AddMessageError =
  | { code: 'ticket_not_found' }
  | TicketMerged
  | { code: 'attachment_not_found'; id: string }
  | { code: 'conversation_moved_on'; messages: NewerMessage[] }
  | MemberNotFound
  | StatusError
  | InvalidField

/**
 * Adds a message to a ticket's conversation. The first public one of an agent is the first response; one of the requester
 * opens again what was waiting or done; a status that is given goes before both. What Lodge cannot deliver is handed over to
 * the desk's own gateway, or noted on the ticket where there is none. What its author was writing there is gone with it.
 */
export const addMessage = async (
  change: Change,
  idOrNumber: string,
  given: NewMessage,
): Promise<Result<{ ticketId: string; message: Message }, AddMessageError>> => {
  const { tx, lodge, actor } = change
  // Before the lock: a long one takes its time.
  const body = await render(given.body.format, given.body.source)
  const before = await lockTicket(change, idOrNumber)
  if (!before) return fail({ code: 'ticket_not_found' })
  if (before.merged_into) return fail({ code: 'ticket_merged', into: before.merged_into })
  const newer = given.seenMessageId === undefined ? [] : await newerMessages(change, before.id, given.seenMessageId)
  if (newer.length > 0) return fail({ code: 'conversation_moved_on', messages: newer })
  const mentions = await checkMentions(change, given.mentions ?? [])
  if (!mentions.ok) return mentions
  const now = change.at ?? new Date()
  const at = now.toISOString()
  const { author } = given
  const contact = author === 'requester' ? before.requester : typeof author === 'object' ? author : undefined
  const reopened = contact && isReopenedByRequester(before.status) ? 'open' : undefined
  const status = given.status ?? reopened
  const state = changeStatus(before, { status, snoozedUntil: given.snoozedUntil }, now)
  if (!state.ok) return state
  const invalid = given.checksFields ? await checkFields(change, before, { ...before, ...state.value }) : undefined
  if (invalid) return fail(invalid)
  const attachments = given.attachments.length > 0 ? await claimable(tx, actor, given.attachments) : ok([])
  if (!attachments.ok) return attachments

  const { to = [], copied = [] } = given
  const participants =
    copied.length > 0 && to.length === 0 ? await addParticipants(change, before, copied) : before.participants
  const isSent = given.public && author === 'agent' && state.value.status !== 'spam'
  const recipients = isSent ? recipientsOf({ ...before, participants }, to, copied) : undefined
  const message: Message = {
    id: lodge.store.nextId(),
    author: contact
      ? { kind: 'contact', id: contact.id, name: contact.name }
      : author === 'system'
        ? { kind: 'system', id: null, name: await nameOfDesk(change) }
        : await authorOf(change),
    public: given.public,
    ...body,
    attachments: attachments.value,
    created_at: at,
    ...(recipients ? { recipients } : {}),
    ...(given.email ? { email: given.email.shown } : {}),
  }
  const ticket: TicketSnapshot = {
    ...before,
    ...state.value,
    participants,
    message_count: before.message_count + 1,
    first_response_at: before.first_response_at ?? (message.author.kind === 'agent' && given.public ? at : null),
    last_message_at: at,
    updated_at: at,
  }
  await tx
    .insertInto('message')
    .values({
      desk_id: actor.deskId,
      ticket_id: ticket.id,
      id: message.id,
      author_kind: message.author.kind,
      author_id: message.author.id,
      author_name: message.author.id === null ? message.author.name : null,
      is_public: message.public,
      ...body,
      created_at: at,
    })
    .execute()
  const missing = await claim(change, ticket.id, message.id, attachments.value)
  if (missing) return fail({ code: 'attachment_not_found', id: missing })
  if (recipients) await writeRecipients(change, ticket.id, message.id, recipients)
  if (given.email) await keepEmail(change, ticket.id, message, given.email)
  await writeTicket(change, ticket, {
    ...state.value,
    message_count: ticket.message_count,
    first_response_at: ticket.first_response_at,
    last_message_at: at,
    updated_at: at,
  })
  const changes = changesBetween({ ...before, ...PER_MESSAGE }, { ...ticket, ...PER_MESSAGE })
  const named = mentions.value.length > 0 ? { mentions: mentions.value } : {}
  const isSigned = given.signed && given.public && message.author.kind === 'agent'
  const signature = isSigned ? await signatureOf(change, before) : undefined
  const data = { ticket, message, changes, ...named, ...(signature ? { signature } : {}) }
  await recordEvent(change, { type: 'message.created', ticketId: ticket.id, data })
  if (author === 'agent' && change.actor.kind !== 'automation') await deleteSentDraft(change, ticket.id)
  // Who is named by address is all whom it is for.
  const note = to.length === 0 ? await handOver(change, ticket, message) : undefined
  if (note !== undefined) {
    const body = { format: 'text', source: note } as const
    await addMessage(change, ticket.id, { author: 'system', body, public: false, attachments: [] })
  }
  return ok({ ticketId: ticket.id, message })
}

/** What every message changes, and so is no news. */
const PER_MESSAGE = { message_count: 0, last_message_at: '', updated_at: '' }

const authorOf = async (change: Change): Promise<Message['author']> =>
  change.actor.kind === 'automation'
    ? { kind: 'automation', id: null, name: change.actor.name }
    : { kind: 'agent', id: change.actor.memberId, name: await nameOfAgent(change) }

const nameOfDesk = async ({ tx, actor }: Change): Promise<string> =>
  (await tx.selectFrom('desk').select('name').where('desk_id', '=', actor.deskId).executeTakeFirstOrThrow()).name

const nameOfAgent = async ({ tx, actor }: Change): Promise<string> => {
  if (actor.memberId === null) return actor.name
  const member = await tx
    .selectFrom('member')
    .select('name')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', actor.memberId)
    .executeTakeFirst()
  return member?.name ?? actor.name
}

/** Links uploads to their message. The id of one that another message took meanwhile, where there is one. */
const claim = async (
  { tx, actor }: Change,
  ticketId: string,
  messageId: string,
  attachments: AttachmentSummary[],
): Promise<string | undefined> => {
  if (attachments.length === 0) return undefined
  const ids = attachments.map(({ id }) => id)
  const claimed = await tx
    .updateTable('attachment')
    .set({ ticket_id: ticketId, message_id: messageId })
    .where('desk_id', '=', actor.deskId)
    .where('id', 'in', ids)
    .where('message_id', 'is', null)
    .returning('id')
    .execute()
  const taken = new Set(claimed.map(({ id }) => id))
  return ids.find((id) => !taken.has(id))
}
