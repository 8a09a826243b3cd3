import type { z } from 'zod'
import type { Actor } from '../../../core/actor.ts'
import type { Change } from '../../../core/change.ts'
import { allows } from '../../../core/credentials/scopes.ts'
import { scheduleMessage } from '../../../core/scheduled-messages/schedule.ts'
import { type ScheduledContent, toMessage } from '../../../core/scheduled-messages/scheduled-message.ts'
import { sendMessage } from '../../../core/templates/send.ts'
import type { Done } from '../../once.ts'
import { insufficientScope } from '../../policy.ts'
import { toProblem } from './problems.ts'
import type { newMessageBody } from './schemas.ts'

/** Refuses whoever may write internal notes and nothing else what is more than one: a light agent. */
export const checkNoteOnly = ({ scopes }: Actor, given: z.output<typeof newMessageBody>): void => {
  if (allows(scopes, 'tickets:write')) return
  if (given.public) {
    throw insufficientScope(
      'tickets:write',
      'A public reply needs the scope tickets:write: send an internal note, `public: false`.',
    )
  }
  const { author, status, snoozed_until, send_at } = given
  if (author !== 'agent' || status !== undefined || snoozed_until !== undefined || send_at !== undefined) {
    throw insufficientScope(
      'tickets:write',
      'A note may not change the ticket, be the requester’s or wait without the scope tickets:write.',
    )
  }
}

/** Adds the message of a request, its own words or what its template makes, at once or at its time. */
export const addOrSchedule = async (
  change: Change,
  idOrNumber: string,
  { send_at, attachments = [], ...given }: z.output<typeof newMessageBody>,
): Promise<Done<unknown>> => {
  const content: ScheduledContent = {
    ...given,
    body: given.body ?? null,
    template: given.template ?? null,
    data: given.data ?? null,
    status: given.status ?? null,
    snoozed_until: given.snoozed_until ?? null,
    seen_message_id: given.seen_message_id ?? null,
    signed: given.signed ?? given.template === undefined,
  }
  if (send_at !== undefined) {
    const kept = await scheduleMessage(change, idOrNumber, { content, attachments, sendAt: new Date(send_at) })
    if (!kept.ok) throw toProblem(kept.error)
    return { status: 202, body: { scheduled_message: kept.value } }
  }
  const added = await sendMessage(change, idOrNumber, { ...toMessage(content, attachments), checksFields: true })
  if (!added.ok) throw toProblem(added.error)
  const { ticketId, message } = added.value
  return { status: 201, body: message, headers: { location: `/v1/tickets/${ticketId}/messages/${message.id}` } }
}
