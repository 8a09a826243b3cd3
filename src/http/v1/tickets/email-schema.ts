import { z } from 'zod'
import { SENDER_RULES, STANDINGS, THREAD_CLUES } from '../../../core/messages/email.ts'
import { CHECKS } from '../inbound-mails/schemas.ts'

const address = z.strictObject({ address: z.string(), name: z.string() })

const check = z.strictObject({
  result: z.enum(CHECKS).meta({ description: 'RFC 8601, section 2.7.' }),
  domain: z
    .string()
    .nullable()
    .meta({ description: 'Of which domain: the envelope’s, the signer’s, that of `from`, the last forwarder’s.' }),
})

/** The shapes of core/messages/email.ts as they go out. */

export const messageEmailSchema = z
  .strictObject({
    inbound_mail_id: z.string().meta({ description: 'Its original: `GET /v1/inbound-mails/{id}/raw`.' }),
    message_id: z.string().nullable(),
    from: address.nullable().meta({ description: 'Its From header.' }),
    sender: address.extend({ rule: z.enum(SENDER_RULES) }).meta({
      description: 'Who wrote it, and what told: another than `from` where it was forwarded or sent by a form.',
    }),
    verified: z
      .enum(STANDINGS)
      .meta({ description: 'Whether the domain of `from` vouches for it: SPF or DKIM, aligned (RFC 7489).' }),
    authentication: z
      .strictObject({ source: z.enum(['lodge', 'provider']), spf: check, dkim: check, dmarc: check, arc: check })
      .nullable()
      .optional()
      .meta({
        description:
          'What `verified` is made of, each check by itself; `source` is who checked. Null where nobody did; absent on mails of before it was kept.',
      }),
    forward_note: z.string().nullable().meta({ description: 'What a member wrote above a mail that they forwarded.' }),
    matched_by: z.enum(THREAD_CLUES).nullable().meta({ description: 'What told which ticket it is about.' }),
    follow_up_of: z.strictObject({ id: z.string(), number: z.int(), certain: z.boolean() }).nullable().meta({
      description:
        'The ticket it goes on with, although it is another: closed for long (`certain`), or nothing shows that its sender may write there.',
    }),
    calendar: z
      .strictObject({
        method: z.string().nullable(),
        summary: z.string(),
        start: z.string().nullable(),
        end: z.string().nullable(),
        location: z.string().nullable(),
        organizer: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'The invitation that it carries.' }),
    folded: z
      .boolean()
      .meta({ description: 'Whether a quote or signature was folded away: GET the message for them.' }),
    damage: z.array(z.string()).meta({ description: 'What could not be read as it was meant; the original has it.' }),
  })
  .meta({ description: 'What is known of the mail it came by; absent where it came another way.' })

export const undeliveredSchema = z.strictObject({
  address: z.string(),
  kind: z.enum(['hard', 'soft', 'complaint']).meta({ description: '`hard`: it never will reach them.' }),
  status: z.string().nullable().meta({ description: 'RFC 3463, such as `5.1.1`.' }),
  detail: z.string().nullable(),
  at: z.string(),
})
