import type { z } from 'zod'
import type { NewTicket } from '../../../core/tickets/create.ts'
import { CLOCK_SKEW_MS, checkTimes } from '../../../core/tickets/status.ts'
import type { FieldError } from '../../problem.ts'
import type { newTicketBody } from './schemas.ts'

type Body = z.output<typeof newTicketBody>

/** The wire's body of a new ticket in core's words. What is closed without saying when it was opened was open for no time. */
export const toNewTicket = (body: Body): NewTicket => {
  const openedAt = body.opened_at ?? body.closed_at
  return {
    requester: {
      externalId: body.requester.external_id ?? null,
      email: body.requester.email ?? null,
      name: body.requester.name ?? null,
    },
    subject: body.subject,
    body: { format: body.body === undefined ? 'text' : body.body_format, source: body.body ?? body.subject },
    channel: 'api',
    source: body.source,
    status: body.status,
    priority: body.priority,
    department: body.department ?? null,
    type: body.type ?? null,
    assignee: body.assignee ?? null,
    tags: [...new Set(body.tags ?? [])].sort(),
    fields: body.fields ?? {},
    checksFields: true,
    metadata: body.metadata ?? {},
    culture: body.culture ?? null,
    participants: (body.participants ?? []).map(({ role, email, name }) => ({ role, email, name: name ?? null })),
    externalRef: body.external_ref ?? null,
    openedAt: openedAt === undefined ? null : new Date(openedAt),
    closedAt: body.closed_at === undefined ? null : new Date(body.closed_at),
    snoozedUntil: body.snoozed_until === undefined ? null : new Date(body.snoozed_until),
    attachments: body.attachments ?? [],
    public: body.public,
    notify: body.notify ?? { requester: true, team: true },
    ai: body.ai ?? { answer: false },
    ...(body.quiet ? { quiet: true } : {}),
  }
}

/** What is wrong with a new ticket although each of its fields is right: times that do not fit its status, or each other. */
export const checkNewTicket = ({ status, openedAt, closedAt, snoozedUntil }: NewTicket, now: Date): FieldError[] => {
  const errors: FieldError[] = []
  // Where opened_at is the closed_at that was given, it is that one which is wrong.
  if (openedAt && openedAt.getTime() > now.getTime() + CLOCK_SKEW_MS && openedAt.getTime() !== closedAt?.getTime()) {
    errors.push({ path: 'opened_at', code: 'in_the_future', message: 'must not be in the future' })
  }
  if (status === 'closed' && !closedAt) {
    errors.push({ path: 'closed_at', code: 'required', message: 'is required with the status closed' })
  }
  if (status === 'snoozed' && !snoozedUntil) {
    errors.push({ path: 'snoozed_until', code: 'required', message: 'is required with the status snoozed' })
  }
  const wrong = checkTimes(status, (openedAt ?? now).toISOString(), { snoozedUntil, closedAt }, now)
  if (wrong) errors.push({ path: wrong.path, code: wrong.reason, message: wrong.message })
  return errors
}
