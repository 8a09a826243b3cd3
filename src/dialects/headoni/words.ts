import type { Message } from '../../core/tickets/ticket.ts'
import type { TicketStatus } from '../../store/schema.ts'

/** A status as Headoni shows it: four internal types, and under each any number of statuses with a name and an id. */
type HeadoniStatus = { id: string; label: string; internalType: 'open' | 'awaiting_reply' | 'resolved' | 'closed' }

/** Ours in theirs. The ids are Lodge's, and never change. */
export const STATUSES: Record<TicketStatus, HeadoniStatus> = {
  open: { id: '1', label: 'Open', internalType: 'open' },
  pending: { id: '2', label: 'Awaiting reply', internalType: 'awaiting_reply' },
  snoozed: { id: '3', label: 'Snoozed', internalType: 'open' },
  resolved: { id: '4', label: 'Resolved', internalType: 'resolved' },
  closed: { id: '5', label: 'Closed', internalType: 'closed' },
  spam: { id: '6', label: 'Spam', internalType: 'closed' },
}

/** The statuses that a filter means: one of the four keywords, or a status's id. Undefined where it is neither. */
export const statusesOf = (keywordOrId: string): TicketStatus[] | undefined => {
  const found = (Object.keys(STATUSES) as TicketStatus[]) // the table has no other keys
    .filter((status) => [STATUSES[status].internalType, STATUSES[status].id].includes(keywordOrId))
  return found.length > 0 ? found : undefined
}

/** Who wrote a message: agent, end_user, system or automation. */
export const AUTHOR_KINDS: Record<Message['author']['kind'], 'agent' | 'end_user' | 'system' | 'automation'> = {
  contact: 'end_user',
  agent: 'agent',
  ai: 'automation',
  automation: 'automation',
  system: 'system',
}
