import type { z } from 'zod'
import type { RequesterGiven } from '../../../core/tickets/requester.ts'
import type { TicketChange } from '../../../core/tickets/update.ts'
import type { ticketChangeBody } from './schemas.ts'

type Body = z.output<typeof ticketChangeBody>

/** The schema has seen to it that there is one of the two. */
export const toRequester = ({ contact, email = '', name }: NonNullable<Body['requester']>): RequesterGiven =>
  contact === undefined ? { email, name: name ?? null } : { contact }

/** The wire's body of a change in core's words, but for the requester, who is looked for first. */
export const toTicketChange = (body: Omit<Body, 'requester'>): TicketChange => ({
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
