import { z } from 'zod'
import { canTakeReplies, REPLIES } from '../../../core/mail/reply-address.ts'
import { isDkimKey } from '../../../core/mail/settings.ts'
import { domain } from '../../schema/domain.ts'
import { email } from '../../schema/email.ts'
import { name } from '../../schema/name.ts'
import { text } from '../../schema/text.ts'

const tls = z
  .enum(['implicit', 'starttls', 'opportunistic', 'none'])
  .describe(
    '`implicit`: from the first byte, port 465. `starttls`: or not at all. `opportunistic`: where the server can, its certificate unchecked.',
  )

/** Without a path, a port or a user: the name or address alone. */
const host = text(253, 1).refine((value) => /^[A-Za-z0-9.:-]+$/.test(value), {
  error: 'must be the name or the address of a host, such as smtp.example.com',
  params: { code: 'invalid_host' },
})

const fromAddress = email.refine(canTakeReplies, {
  error: `must be an address ${REPLIES}`,
  params: { code: 'invalid_from_address' },
})

const toggles = {
  acknowledgement: z.boolean().describe('Tells a requester that their ticket has arrived.'),
  acknowledgements_per_day: z.number().int().min(0).max(1_000).describe('At most so many to one address a day (UTC).'),
  closing_notice: z.boolean(),
  survey: z.boolean().describe('Asks, when a ticket is done, how it went.'),
}

const server = {
  host,
  port: z.number().int().min(1).max(65_535),
  tls,
  username: text(255, 1).nullable(),
}

export const mailSettings = z.strictObject({
  from_address: z.string().nullable(),
  from_name: z.string().nullable(),
  smtp: z.strictObject({ ...server, has_password: z.boolean() }).nullable(),
  dkim: z
    .strictObject({
      domain: z.string(),
      selector: z.string(),
      dns_record: z.strictObject({ name: z.string(), type: z.literal('TXT'), value: z.string() }).nullable(),
    })
    .nullable(),
  ...toggles,
})

export const newMailSettings = z.strictObject({
  from_address: fromAddress.nullable().default(null),
  from_name: name(200).nullable().default(null),
  smtp: z
    .strictObject({
      ...server,
      tls: tls.default('starttls'),
      username: server.username.default(null),
      password: text(1_000, 1).optional().describe('Never shown. Absent: as it was, for the same server and user.'),
    })
    .nullable()
    .default(null)
    .describe('A server of the desk’s own; null for the operator’s. A private address needs LODGE_OUTBOUND_ALLOW.'),
  dkim: z
    .strictObject({
      domain,
      selector: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
        error: 'must be a label of DNS: letters, digits and hyphens',
      }),
      private_key: text(20_000, 1)
        .refine(isDkimKey, {
          error: 'must be an RSA private key of 1,024 bits or more, in PEM',
          params: { code: 'invalid_private_key' },
        })
        .optional()
        .describe('Never shown. Absent: as it was, for the same domain and selector.'),
    })
    .nullable()
    .default(null),
  acknowledgement: toggles.acknowledgement.default(true),
  acknowledgements_per_day: toggles.acknowledgements_per_day.default(3),
  closing_notice: toggles.closing_notice.default(true),
  survey: toggles.survey.default(false),
})

export const testMail = z.strictObject({ to: email })
export const asked = z.strictObject({ to: z.string() })

export const notifications = z.strictObject({
  new_ticket: z.boolean().describe('A ticket has arrived; while the member is online.'),
  assignment: z.boolean().describe('A ticket was given to them.'),
  reply: z.boolean().describe('A customer wrote in a ticket of theirs.'),
  unassigned_reply: z.boolean().describe('A customer wrote in a ticket of nobody’s; while the member is online.'),
  mention: z.boolean().describe('Somebody named them in a note: `@kim` or `@kim@example.com`.'),
})

export const rating = z.strictObject({
  score: z.number().int().min(1).max(5).describe('1 is bad, 5 is good.'),
  comment: z.string().nullable(),
  rated_at: z.string(),
})

export const ratingAnswer = z.strictObject({ rating: rating.nullable() })
