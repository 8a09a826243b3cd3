import type { z } from 'zod'
import type { Change } from '../../../core/change.ts'
import { addMessage } from '../../../core/messages/add.ts'
import { replyFromTemplate } from '../../../core/templates/reply.ts'
import type { newMessageBody } from './schemas.ts'

/** Adds the message of a request: its own body, or what its template makes. The schema let one of the two through. */
export const addBodyOrTemplate = (change: Change, idOrNumber: string, given: z.output<typeof newMessageBody>) => {
  const { body, body_format, template, data, snoozed_until, attachments = [], ...rest } = given
  const message = {
    ...rest,
    attachments,
    checksFields: true,
    snoozedUntil: snoozed_until === undefined ? undefined : new Date(snoozed_until),
  }
  return template === undefined
    ? addMessage(change, idOrNumber, { ...message, body: { format: body_format, source: body ?? '' } })
    : replyFromTemplate(change, idOrNumber, { ...message, template, data: data ?? {} })
}
