import type { z } from 'zod'
import type { Actor } from '../../../core/actor.ts'
import type { Change } from '../../../core/change.ts'
import { allows } from '../../../core/credentials/scopes.ts'
import { addMessage } from '../../../core/messages/add.ts'
import { replyFromTemplate } from '../../../core/templates/reply.ts'
import { insufficientScope } from '../../policy.ts'
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
  const { author, status, snoozed_until } = given
  if (author !== 'agent' || status !== undefined || snoozed_until !== undefined) {
    throw insufficientScope(
      'tickets:write',
      'A note may not change the ticket, nor be the requester’s, without the scope tickets:write.',
    )
  }
}

/** Adds the message of a request: its own body, or what its template makes. The schema let one of the two through. */
export const addBodyOrTemplate = (change: Change, idOrNumber: string, given: z.output<typeof newMessageBody>) => {
  const { body, body_format, template, data, snoozed_until, attachments = [], ...rest } = given
  const message = {
    ...rest,
    attachments,
    snoozedUntil: snoozed_until === undefined ? undefined : new Date(snoozed_until),
  }
  return template === undefined
    ? addMessage(change, idOrNumber, { ...message, body: { format: body_format, source: body ?? '' } })
    : replyFromTemplate(change, idOrNumber, { ...message, template, data: data ?? {} })
}
