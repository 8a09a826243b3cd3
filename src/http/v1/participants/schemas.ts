import { z } from 'zod'
import { email } from '../../schema/email.ts'
import { id } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'
import { participantSchema } from '../tickets/ticket-schema.ts'

export const newParticipant = z
  .strictObject({
    contact: id.optional().meta({ description: 'A contact, by id, with an address.' }),
    email: email.optional(),
    name: text(200).optional().meta({ description: 'With `email`, for an address that nobody is known by.' }),
    role: z
      .enum(['cc', 'bcc', 'follower'])
      .default('cc')
      .meta({ description: '`cc` is seen by the others; `bcc` and `follower` get their copy unseen.' }),
  })
  .superRefine(({ contact, email, name }, context) => {
    const wrong = (path: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code } })
    if (contact === undefined && email === undefined) wrong('email', 'required', 'is required, or a contact')
    if (contact !== undefined && email !== undefined) wrong('email', 'not_allowed', 'must not be there with a contact')
    if (name !== undefined && email === undefined) wrong('name', 'not_allowed', 'needs an email')
  })

export const participants = z.strictObject({ data: z.array(participantSchema) })
