import type { TicketPriority, TicketStatus } from '../../store/schema.ts'

/** What somebody says. `agent` speaks for the company, `note` is for colleagues only. */
export type Reply = { by: 'customer' | 'agent' | 'note'; text: string }

/** One conversation: the customer's words first, then by turns. */
export type Story = {
  subject: string
  opening: string
  replies: Reply[]
  /** Where the conversation stands after them. */
  status: TicketStatus
  /** What is said days later, after which it is resolved; for those that are not yet. */
  ending?: Reply[]
  priority: TicketPriority
  tags: string[]
  source: 'web form' | 'email' | 'app' | 'chat'
  department?: (typeof DEPARTMENTS)[number]
  files?: { name: string; content: string | Buffer }[]
  /** Told by one who writes Hebrew. */
  language?: 'he'
}

/** Beside the desk's own one. */
export const DEPARTMENTS = ['Billing', 'Product'] as const

export const customer = (text: string) => ({ by: 'customer' as const, text })
export const agent = (text: string) => ({ by: 'agent' as const, text })
export const note = (text: string) => ({ by: 'note' as const, text })
