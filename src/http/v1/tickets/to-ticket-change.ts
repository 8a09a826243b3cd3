import type { z } from 'zod'
import type { TicketChange } from '../../../core/tickets/update.ts'
import type { ticketChangeBody } from './schemas.ts'

/** The wire's body of a change in core's words. */
export const toTicketChange = (body: z.output<typeof ticketChangeBody>): TicketChange => ({
  checksFields: true,
  subject: body.subject,
  status: body.status,
  priority: body.priority,
  department: body.department,
  type: body.type,
  assignee: body.assignee,
  tags: body.tags,
  addTags: body.add_tags,
  removeTags: body.remove_tags,
  fields: body.fields,
  metadata: body.metadata,
  externalRef: body.external_ref,
  culture: body.culture,
  resolution: body.resolution,
  snoozedUntil: toDate(body.snoozed_until),
  closedAt: toDate(body.closed_at),
})

const toDate = (text: string | null | undefined): Date | null | undefined =>
  typeof text === 'string' ? new Date(text) : text
