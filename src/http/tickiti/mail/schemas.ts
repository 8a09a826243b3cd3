import { z } from 'zod'
import { ENCRYPTION_NAMES } from '../../../dialects/tickiti/mailboxes.ts'
import { email } from '../../schema/email.ts'
import { name } from '../../schema/name.ts'
import { text } from '../../schema/text.ts'
import { theirId } from '../ids.ts'

const ourServer = 'must be none: mail leaves by the desk’s own server (PUT /v1/mail/settings)'

/** What is said of a mailbox's folder and of its way out; fields that are not listed are ignored. */
const fields = {
  mailbox_type: z.enum(['imap', 'none'], { error: 'must be imap, or none' }).optional(),
  pop_enable: z.boolean().optional(),
  pop_host: text(253).nullable().optional(),
  pop_port: z.int().min(1).max(65_535).nullable().optional(),
  pop_username: text(255).nullable().optional(),
  pop_password: text(1_000).optional(),
  pop_folder: text(255).nullable().optional(),
  pop_encryption: text(20)
    .nullable()
    .optional()
    .refine((value) => value == null || ENCRYPTION_NAMES.includes(value.toLowerCase()), {
      error: 'must be ssl, tls, starttls or none',
    }),
  outgoing_mailbox_type: z.enum(['none'], { error: ourServer }).optional(),
  smtp_enable: z.literal(false, { error: 'must be false, as mail leaves by the desk’s own server' }).optional(),
}

export const one = z.object({ mailbox_id: theirId })
export const created = z.object({ name: name(200), address: email, ...fields })
export const updated = one.extend({ name: name(200).optional(), address: email.optional(), ...fields })
export const password = one.extend({
  field: z.enum(['pop_password', 'imap_password', 'smtp_password']),
  value: text(1_000, 1),
})
