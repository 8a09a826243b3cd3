import type { Message, TicketSnapshot } from '../../core/tickets/ticket.ts'
import type { Changes } from '../../core/tickets/update.ts'
import type { LoggedEvent } from '../channel.ts'

/** What a channel is told of an event: a line, in plain text, and what was said, where something was. */
export type Tidings = { line: string; quote?: string | undefined }

/** What of an event's snapshot is told here. The log's own shapes: each verb writes them, and their types are the core's. */
export type Told = {
  ticket?: TicketSnapshot
  message?: Message
  changes?: Changes
  rule?: { id: string; name: string }
  /** Of an sla.breached: `first_reply`, `next_reply` … */
  timer?: { kind: string }
  text?: string
  reason?: string
  /** Of a ticket.created: whether its maker wants anybody to be told. */
  options?: { notify?: { team?: boolean } }
}

export const toldOf = (event: LoggedEvent): Told => event.data as Told // optional as a whole: `ticket` is looked for first

/** Undefined where an event is no news to a channel. */
export const tidingsOf = (event: LoggedEvent): Tidings | undefined => {
  const { ticket, message, changes, rule, timer, text, reason } = toldOf(event)
  switch (event.type) {
    case 'ticket.created':
      return { line: ticket?.priority === 'urgent' ? 'New urgent ticket' : 'New ticket', quote: message?.text }
    case 'ticket.updated':
      return changed(changes)
    case 'message.created':
      return (
        message && { line: [said(message), changed(changes)?.line].filter(Boolean).join(' · '), quote: message.text }
      )
    case 'sla.breached':
      return { line: timer ? `Overdue: ${timer.kind.replaceAll('_', ' ')}` : 'Overdue' }
    case 'ai.handed_over':
      return { line: 'The AI hands this over to a person', quote: reason }
    case 'rule.notified':
      return { line: `Rule “${rule?.name ?? ''}”`, quote: text }
    default:
      return undefined
  }
}

const said = ({ author, public: isPublic }: Message): string => {
  const name = author.name || (author.kind === 'contact' ? 'The customer' : 'Somebody')
  if (!isPublic) return `${name} noted`
  return author.kind === 'contact' ? `${name} wrote` : `${name} answered`
}

/** The changes that those who watch a channel care for. */
const WATCHED: Record<string, (to: unknown) => string> = {
  status: (to) => `now ${String(to)}`,
  priority: (to) => `priority ${String(to)}`,
  assignee: (to) => (to === null ? 'nobody’s now' : `assigned to ${nameOf(to)}`),
  department: (to) => `moved to ${nameOf(to)}`,
}

const nameOf = (to: unknown): string => String((to as { name?: unknown }).name) // an assignee or department has one

const changed = (changes: Changes = {}): Tidings | undefined => {
  const lines = Object.entries(WATCHED).flatMap(([field, say]) => {
    const change = changes[field]
    return change ? [say(change.to)] : []
  })
  if (lines.length === 0) return undefined
  const line = lines.join(' · ')
  return { line: line.charAt(0).toUpperCase() + line.slice(1) }
}
