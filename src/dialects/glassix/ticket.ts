import type { Hours } from '../../core/business-hours/schedule.ts'
import { saysSomething } from '../../core/tickets/tally.ts'
import type { Ticket, WholeTicket } from '../../core/tickets/ticket.ts'
import { guidOf, ZERO_GUID } from './guid.ts'
import type { Moved } from './kept.ts'
import { type Known, measuresOf, shownClose } from './measures.ts'
import { openConversation } from './people.ts'
import { fromMessages } from './transaction.ts'
import { STATE_OF } from './words.ts'

/** What a ticket's own fields do not say: the GUIDs of departments, where attachments are read, when it is worked. */
export type Surroundings = {
  departmentGuid: string
  guidOfDepartment: (id: string) => string | undefined
  linkOf: (attachmentId: string) => string
  /** The ids of tickets that were scrambled. */
  erased: ReadonlySet<string>
  /** The department's working hours. Where nothing of a ticket is over they are not asked for. */
  hours: Hours
  /** What a member is called elsewhere. */
  externalRefOf: (memberId: string) => string | null
}

/**
 * A ticket as Glassix's clients read it (their page "Ticket"). What the official C# client cannot do without has a default,
 * never null; without messages where they were not read.
 */
export const fromTicket = (ticket: Ticket & Partial<WholeTicket>, surroundings: Surroundings, known: Known) => {
  const conversation = openConversation(ticket, surroundings.departmentGuid)
  const { kept } = conversation
  const messages = ticket.messages?.filter(saysSomething)
  const placeOf = (moved: Moved | null) => (moved && surroundings.guidOfDepartment(moved.department)) ?? ZERO_GUID
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
    owner: ownerOf(ticket, surroundings),
    state: STATE_OF[ticket.status],
    open: ticket.opened_at,
    close: shownClose(ticket),
    lastActivity: ticket.updated_at,
    uniqueArgument: ticket.external_ref,
    details: kept.details,
    primaryProtocolType: conversation.primaryProtocol,
    movedToTicketId: kept.movedTo?.ticket ?? 0,
    movedToDepartmentId: placeOf(kept.movedTo),
    movedFromTicketId: kept.movedFrom?.ticket ?? 0,
    movedFromDepartmentId: placeOf(kept.movedFrom),
    ...measuresOf(ticket, known, surroundings.hours),
    botConversationId: ZERO_GUID,
    botConversations: [],
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
  }
}

/** Who has a ticket, as a user. */
export const ownerOf = ({ assignee, culture }: Ticket, { externalRefOf }: Pick<Surroundings, 'externalRefOf'>) =>
  assignee && {
    id: guidOf('member', assignee.id),
    gender: 'Undefined' as const,
    UserName: assignee.email,
    culture,
    isAnonymous: false,
    uniqueArgument: externalRefOf(assignee.id),
    type: 'AGENT' as const,
  }
