import { z } from 'zod'
import { MAIL_CAUSES } from '../../../core/inbound-mail/cause.ts'
import { byId, id, pageOf, paging } from '../../schema/page.ts'

const STATES = ['stored', 'filed', 'joined', 'noted', 'quarantined'] as const
export const CHECKS = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy'] as const
const check = z.enum(CHECKS)
const domain = z.string().nullable()

export const inboundMail = z.strictObject({
  id: z.string(),
  mailbox_id: z.string(),
  state: z.enum(STATES).meta({
    description:
      '`stored`: worked on in a moment; `filed`: became a ticket; `joined`: a message of one; `noted`: no message, `reason` says why; `quarantined`: kept back, `reason` says why.',
  }),
  cause: z
    .enum(MAIL_CAUSES)
    .nullable()
    .meta({ description: 'Why it is noted or kept back, in a word; `spam` is what a view of spam asks for.' }),
  reason: z.string().nullable(),
  message_id: z.string().nullable(),
  size: z.int(),
  sha256: z.string(),
  envelope: z.strictObject({
    from: z.string().nullable().meta({ description: 'Empty for a bounce; null where the way in does not tell.' }),
    to: z.array(z.string()),
    ip: z.string().nullable(),
    helo: z.string().nullable(),
    tls: z.boolean(),
    via: z.enum(['smtp', 'imap', 'http', 'import']),
  }),
  verdict: z
    .strictObject({
      spf: check,
      dkim: check,
      dmarc: check,
      arc: check,
      aligned_domain: z.string().nullable().meta({ description: 'The sender’s domain, where it was proven.' }),
      domains: z
        .strictObject({ spf: domain, dkim: domain, dmarc: domain, arc: domain })
        .optional()
        .meta({ description: 'Which domain each check was of. Absent where that is not known.' }),
      source: z.enum(['lodge', 'provider']),
    })
    .nullable()
    .meta({ description: 'Whether the mail is from whom it says; null where nobody checked.' }),
  ticket_id: z.string().nullable(),
  attempts: z.int(),
  error: z.string().nullable(),
  received_at: z.string(),
  decided_at: z.string().nullable(),
})

export const inboundMailPage = pageOf(inboundMail)
export const listQuery = z.strictObject({
  ...paging(byId),
  mailbox_id: id.optional(),
  state: z.enum(STATES).optional(),
  cause: z.enum(MAIL_CAUSES).optional(),
})
