import type { Message, Ticket, WholeTicket } from '../../core/tickets/ticket.ts'
import { guidOf, ZERO_GUID } from './guid.ts'
import type { Moved } from './kept.ts'
import { openConversation } from './people.ts'
import { NO_TIME, toTimeSpan } from './times.ts'
import { fromMessages, isShown } from './transaction.ts'
import { STATE_OF } from './words.ts'

/** What a ticket's own fields do not say: the GUIDs of departments, its own and others', and where attachments are read. */
export type Surroundings = {
  departmentGuid: string
  guidOfDepartment: (id: string) => string | undefined
  linkOf: (attachmentId: string) => string
  /** The ids of tickets that were scrambled. */
  erased: ReadonlySet<string>
}

/**
 * A ticket as Glassix's clients read it (their page "Ticket"). What the official C# client cannot do without has a default,
 * never null; without messages where they were not read. What there is no time of is left out: how long nobody had it, of
 * which there is no record, and when a side wrote that has not.
 */
export const fromTicket = (ticket: Ticket & Partial<WholeTicket>, surroundings: Surroundings) => {
  const conversation = openConversation(ticket, surroundings.departmentGuid)
  const { kept } = conversation
  const messages = ticket.messages?.filter(isShown)
  const placeOf = (moved: Moved | null) => (moved && surroundings.guidOfDepartment(moved.department)) ?? ZERO_GUID
  const close = closeOf(ticket)
  const duration = close === null ? 0 : Date.parse(close) - Date.parse(ticket.opened_at)
  return {
    id: ticket.number,
    departmentId: surroundings.departmentGuid,
    // One by one: as a list that is mapped they take as long as all the rest.
    field1: ticket.subject,
    field2: ticket.fields.field2 ?? null,
    field3: ticket.fields.field3 ?? null,
    field4: ticket.fields.field4 ?? null,
    field5: ticket.fields.field5 ?? null,
    field6: ticket.fields.field6 ?? null,
    field7: ticket.fields.field7 ?? null,
    field8: ticket.fields.field8 ?? null,
    field9: ticket.fields.field9 ?? null,
    field10: ticket.fields.field10 ?? null,
    culture: ticket.culture,
    ticketType: 'Regular' as const,
    tags: ticket.tags,
    owner: ownerOf(ticket),
    state: STATE_OF[ticket.status],
    open: ticket.opened_at,
    close: close ?? NO_TIME,
    lastActivity: ticket.updated_at,
    uniqueArgument: ticket.external_ref,
    details: kept.details,
    primaryProtocolType: conversation.primaryProtocol,
    movedToTicketId: kept.movedTo?.ticket ?? 0,
    movedToDepartmentId: placeOf(kept.movedTo),
    movedFromTicketId: kept.movedFrom?.ticket ?? 0,
    movedFromDepartmentId: placeOf(kept.movedFrom),
    ...countsOf(messages ?? [], ticket),
    durationGross: toTimeSpan(duration),
    durationNet: toTimeSpan(duration),
    botConversationId: ZERO_GUID,
    botConversations: [],
    isIncoming: (messages ?? []).at(0)?.author.kind === 'contact',
    isScrambled: surroundings.erased.has(ticket.id),
    participants: conversation.participants,
    ...(messages && { transactions: fromMessages(messages, conversation, surroundings.linkOf) }),
    dynamicParameters: [],
    botConversationSteps: [],
    ticketSummary: kept.summary && {
      userId: kept.summary.member_id === null ? ZERO_GUID : guidOf('member', kept.summary.member_id),
      lastUpdateTimestamp: kept.summary.at,
      value: kept.summary.text,
    },
    nestedTicketsIds: [],
    parentNestedTicketId: 0,
    wasClosedAutomatically: false,
    transactionsCount: messages?.length ?? ticket.message_count,
  }
}

/** Spam is done with too: since its last change. */
const closeOf = (ticket: Ticket): string | null =>
  STATE_OF[ticket.status] === 'Closed' ? (ticket.closed_at ?? ticket.resolved_at ?? ticket.updated_at) : null

/** Who has a ticket, as a user. */
export const ownerOf = ({ assignee, culture }: Ticket) =>
  assignee && {
    id: guidOf('member', assignee.id),
    gender: 'Undefined' as const,
    UserName: assignee.email,
    culture,
    isAnonymous: false,
    uniqueArgument: null,
    type: 'AGENT' as const,
  }

const countsOf = (messages: Message[], ticket: Ticket) => {
  const by = (isTheirs: (message: Message) => boolean) => {
    const theirs = messages.filter((message) => message.public && isTheirs(message))
    return {
      first: theirs.at(0)?.created_at,
      last: theirs.at(-1)?.created_at,
      count: theirs.length,
      media: theirs.reduce((sum, message) => sum + message.attachments.length, 0),
    }
  }
  const customer = by(({ author }) => author.kind === 'contact')
  const agent = by(({ author }) => author.kind === 'agent' || author.kind === 'ai')
  return {
    firstCustomerMessageDateTime: customer.first,
    lastCustomerMessageDateTime: customer.last,
    firstAgentMessageDateTime: agent.first ?? ticket.first_response_at ?? undefined,
    lastAgentMessageDateTime: agent.last,
    customerMessagesCount: customer.count,
    agentMessagesCount: agent.count,
    customerMediaCount: customer.media,
    agentMediaCount: agent.media,
    agentCannedRepliesCount: 0,
  }
}
