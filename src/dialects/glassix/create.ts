import type { NewTicket } from '../../core/tickets/create.ts'
import { keepParticipants } from './kept.ts'
import { copiedAmong, type FieldProblem, type GivenParticipant, requesterAmong } from './participants.ts'
import { type Culture, SNOOZE_MS, STATUS_OF, type State } from './words.ts'

/** A message of the old guide, sent along with the creation. */
export type InlineMessage = { fromClient: boolean; text: string }

/** The checked body of `POST /tickets/create` (the vendor's page "Create"): nulls are left out, defaults filled in. */
export type GlassixCreate = {
  /** field1, the subject, to field10. */
  fields: Record<string, string>
  culture: Culture
  participants: GivenParticipant[]
  tags: string[]
  uniqueArgument?: string | undefined
  state: State
  open?: Date | undefined
  close?: Date | undefined
  getAvailableUser: boolean
  addIntroductionMessage: boolean
  enableWebhook: boolean
  markAsRead: boolean
  details?: Record<string, unknown> | undefined
  messages: InlineMessage[]
}

export const FIELD_NAMES = Array.from({ length: 10 }, (_, place) => `field${place + 1}`)

/** A caller's clock may be ahead of ours by this much. */
const SKEW_MS = 60_000

/** What is wrong with a creation although each of its fields is right: its times (our decisions where the vendor is silent). */
export const checkTimes = ({ state, open, close }: GlassixCreate, now: Date): FieldProblem[] => {
  const wrong = (path: string, message: string): FieldProblem[] => [{ path, code: 'invalid', message }]
  const isAhead = (moment: Date) => moment.getTime() > now.getTime() + SKEW_MS
  if (open && isAhead(open)) return wrong('open', 'must not be in the future')
  if (state === 'Closed' && !close) return wrong('close', 'is required with the state Closed')
  if (state !== 'Closed' && close) return wrong('close', 'needs the state Closed')
  if (close && isAhead(close)) return wrong('close', 'must not be in the future')
  if (open && close && close < open) return wrong('close', 'must not be before open')
  return []
}

/** Who the customer is in words of ours: what createTicket() finds a contact by. */
type Requester = Pick<NewTicket['requester'], 'externalId' | 'email'>

/**
 * Their creation in our words. The first message is the first Client's of the old guide, else there is none: an empty one.
 * What is closed without saying when it was opened was open for no time.
 */
export const toNewTicket = (
  body: GlassixCreate,
  given: { requester: Requester; departmentId: string; memberId: string | null; now: Date },
): NewTicket => {
  const { field1 = '', ...fields } = body.fields
  const customer = requesterAmong(body.participants)
  const [first] = body.messages
  return {
    requester: { ...given.requester, name: customer.name ?? customer.displayName ?? null },
    subject: field1,
    body: { format: 'text', source: first?.fromClient ? first.text : '' },
    channel: 'api',
    source: customer.protocolType,
    status: STATUS_OF[body.state],
    priority: 'normal',
    department: given.departmentId,
    type: null,
    assignee: body.getAvailableUser ? 'auto' : given.memberId,
    tags: body.tags,
    fields,
    metadata: {
      participants: keepParticipants(body.participants),
      ...(body.details && { details: body.details }),
    },
    culture: body.culture,
    participants: copiedAmong(body.participants, customer),
    externalRef: body.uniqueArgument ?? null,
    openedAt: body.open ?? body.close ?? null,
    closedAt: body.close ?? null,
    snoozedUntil: body.state === 'Snoozed' ? new Date(given.now.getTime() + SNOOZE_MS) : null,
    attachments: [],
    public: true,
    notify: { requester: body.addIntroductionMessage, team: !body.markAsRead },
    ai: { answer: false },
    quiet: !body.enableWebhook,
  }
}

/** The messages of the old guide that do not come with the ticket itself. */
export const laterMessages = ({ messages }: GlassixCreate): InlineMessage[] =>
  messages[0]?.fromClient ? messages.slice(1) : messages

/**
 * Whether the greeting is a message: who is reached by mail is greeted by the acknowledgement that the creation asks for,
 * and nobody is written to in a ticket that is Closed.
 */
export const greetsByMessage = ({ addIntroductionMessage, participants, state }: GlassixCreate): boolean =>
  addIntroductionMessage && state !== 'Closed' && requesterAmong(participants).protocolType !== 'Mail'
