import type { LoggedMessage } from '../../core/messages/log.ts'
import type { AttachmentSummary, Ticket } from '../../core/tickets/ticket.ts'
import { PRIORITIES, STATUSES, theirTime } from './words.ts'

const timeOrNull = (iso: string | null): string | null => (iso === null ? null : theirTime(iso))

/** A ticket as they show it (their page "Show ticket API"): ids are strings, the number is one. */
export const fromTicket = (ticket: Ticket) => ({
  id: ticket.id,
  number: ticket.number,
  subject: ticket.subject,
  status: STATUSES[ticket.status],
  priority: PRIORITIES[ticket.priority],
  queue_id: ticket.department.id,
  originator_email: ticket.requester.email,
  assigned_to_email: ticket.assignee?.email ?? null,
  resolved: STATUSES[ticket.status] === 'closed' ? timeOrNull(ticket.resolved_at ?? ticket.closed_at) : null,
  on_hold_until: ticket.snoozed_until?.slice(0, 10) ?? null,
  created_at: theirTime(ticket.created_at),
  updated_at: theirTime(ticket.updated_at),
})

const COLUMNS: Record<string, (ticket: Ticket) => Record<string, unknown>> = {
  subject: ({ subject }) => ({ subject }),
  status: ({ status }) => ({ status: STATUSES[status] }),
  priority: ({ priority }) => ({ priority: PRIORITIES[priority] }),
  department: ({ department }) => ({ queue_id: department.id, queue: department.name }),
  type: ({ type }) => ({ ticket_type: type.name }),
  requester: ({ requester }) => ({ originator_email: requester.email, originator_name: requester.name }),
  assignee: ({ assignee }) => ({ assigned_to_email: assignee?.email ?? null, assigned_to: assignee?.name ?? null }),
  tags: ({ tags }) => ({ hashtags: tags }),
  channel: ({ channel }) => ({ channel }),
  message_count: ({ message_count }) => ({ response_count: message_count }),
  last_message_at: ({ last_message_at }) => ({ last_response_at: theirTime(last_message_at) }),
  created_at: ({ created_at }) => ({ created_at: theirTime(created_at) }),
  updated_at: ({ updated_at }) => ({ updated_at: theirTime(updated_at) }),
}

/** A row of a list: which ticket it is, and the columns of the perspective; null for the perspective "All". */
export const fromRow = (ticket: Ticket, columns: readonly string[] | null): Record<string, unknown> => {
  const { id, number } = ticket
  if (!columns)
    return { ...fromTicket(ticket), ticket_number: number, queue: ticket.department.name, hashtags: ticket.tags }
  return { id, number, ticket_number: number, ...Object.assign({}, ...columns.map((name) => COLUMNS[name]?.(ticket))) }
}

/** What of a response its reader asked for. */
export const PARTS = ['html', 'plain_text', 'attachments'] as const
export type Part = (typeof PARTS)[number]

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const asHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one).replaceAll('\n', '<br>\n')

/** A file of a response. It is inline where the response's html shows it. */
export const fromAttachment = (file: AttachmentSummary, html: string | null) => ({
  id: file.id,
  name: file.name,
  mime_type: file.media_type,
  sha256: file.sha256,
  file_size: file.size,
  is_inline: html?.includes(`cid:${file.id}`) ?? false,
})

/** A response as they show it (their page "List responses API"). Nothing is pinned or changed once it is written. */
export const fromMessage = (message: LoggedMessage, parts: readonly Part[] = PARTS) => ({
  id: message.id,
  is_internal: !message.public,
  is_pinned: false,
  staff_response: message.by_staff,
  created_by_email: message.author_email,
  created_at: theirTime(message.created_at),
  updated_at: theirTime(message.created_at),
  is_email_sourced: message.by_email,
  ...(parts.includes('html') && { html: message.html ?? asHtml(message.text) }),
  ...(parts.includes('plain_text') && { plain_text: message.text }),
  ...(parts.includes('attachments') && {
    attachments: message.attachments.map((file) => fromAttachment(file, message.html)),
  }),
})

/** The same among responses of other tickets. */
export const fromLoggedMessage = (message: LoggedMessage, parts: readonly Part[]) => ({
  ticket_id: message.ticket.id,
  ticket_number: message.ticket.number,
  ...fromMessage(message, parts),
})
