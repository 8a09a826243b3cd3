import { z } from 'zod'
import { PROVIDERS } from '../../../core/mailboxes/mailbox.ts'
import { email } from '../../schema/email.ts'
import { name } from '../../schema/name.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

/** Without a path, a port or a user: the name or address alone. */
const host = text(253, 1).refine((value) => /^[A-Za-z0-9.:-]+$/.test(value), {
  error: 'must be the name or the address of a host, such as imap.example.com',
  params: { code: 'invalid_host' },
})
const port = z.number().int().min(1).max(65_535)
const tls = z.enum(['implicit', 'starttls', 'none']).describe('`implicit`: from the first byte, port 993.')
const folder = text(255, 1)
const afterStore = z
  .enum(['nothing', 'flag', 'move'])
  .describe('What happens to a mail in its folder once it is stored: marked as read and answered for, or moved away.')

/** Token endpoints that need not be typed: those of Google and of Microsoft's common tenant. */
const TOKEN_URLS: Record<string, string> = {
  google: 'https://oauth2.googleapis.com/token',
  microsoft: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
}

const tokenUrl = z
  .string()
  .transform((value) => TOKEN_URLS[value] ?? value)
  .pipe(z.url({ protocol: /^https?$/, error: 'must be google, microsoft, or the URL of a token endpoint' }))
  .describe('`google`, `microsoft`, or the URL of a token endpoint.')

const oauth = z.strictObject({
  client_id: text(500, 1),
  client_secret: text(2_000, 1).nullable().default(null),
  refresh_token: text(10_000, 1),
  token_url: tokenUrl,
  scope: text(1_000, 1).nullable().default(null),
})

const imapFields = {
  host,
  port: port.optional().describe('993 where absent; 143 without `implicit`.'),
  tls: tls.default('implicit'),
  username: text(255, 1),
  password: text(1_000, 1).optional().describe('Never shown. Either this or `oauth`.'),
  oauth: oauth.optional().describe('Never shown. What access tokens are got by, for XOAUTH2.'),
  folder: folder.default('INBOX'),
  after_store: afterStore.default('nothing'),
  after_folder: folder.nullable().default(null).describe('Where `move` moves to.'),
  backlog: z.boolean().default(true).describe('Whether what the folder holds already is taken too.'),
}

const http = z.strictObject({
  provider: z.enum(PROVIDERS),
  signing_key: text(5_000, 1)
    .nullable()
    .default(null)
    .describe('Mailgun’s webhook signing key, or SendGrid’s verification key; kept sealed, never shown.'),
})

const settings = {
  name: name(200),
  address: email.describe('The address that people write to. Of one desk each is one mailbox.'),
  department: text(200, 1).nullable().describe('Id or name; null for the desk’s default.'),
  enabled: z.boolean(),
  detect_forwards: z.boolean().describe('Whether a mail that a member forwarded is the customer’s.'),
  unverified: z
    .enum(['mark', 'quarantine'])
    .describe('What becomes of a mail whose sender failed SPF, DKIM and DMARC: filed and marked, or kept back.'),
  authserv_id: text(253, 1)
    .nullable()
    .describe('Whose Authentication-Results (RFC 8601) are believed, such as `mx.google.com`; null for nobody’s.'),
}

export const newMailbox = z
  .strictObject({
    name: settings.name,
    address: settings.address,
    department: settings.department.default(null),
    enabled: settings.enabled.default(true),
    detect_forwards: settings.detect_forwards.default(true),
    unverified: settings.unverified.default('mark'),
    authserv_id: settings.authserv_id.default(null),
    imap: z
      .strictObject(imapFields)
      .refine((value) => (value.password === undefined) !== (value.oauth === undefined), {
        error: 'must have either a password or oauth',
        params: { code: 'login_required' },
      })
      .refine((value) => value.after_store !== 'move' || value.after_folder !== null, {
        path: ['after_folder'],
        error: 'must be the folder to move to',
        params: { code: 'required' },
      })
      .nullable()
      .default(null)
      .describe('A folder that mail is fetched from. A private address needs LODGE_OUTBOUND_ALLOW.'),
    http: http
      .nullable()
      .default(null)
      .describe('A provider that posts mail. With neither, mail comes by SMTP or a pipe.'),
  })
  .refine((value) => value.imap === null || value.http === null, {
    error: 'must be fetched by imap or posted by http, not both',
    params: { code: 'ambiguous' },
  })

export const mailboxChanges = patchOf({
  name: settings.name.optional(),
  address: settings.address.optional(),
  department: settings.department.optional(),
  enabled: settings.enabled.optional(),
  detect_forwards: settings.detect_forwards.optional(),
  unverified: settings.unverified.optional(),
  authserv_id: settings.authserv_id.optional(),
  imap: patchOf({
    host: host.optional(),
    port: port.optional(),
    tls: tls.optional(),
    username: text(255, 1).optional(),
    password: text(1_000, 1).optional(),
    oauth: oauth.optional(),
    folder: folder.optional(),
    after_store: afterStore.optional(),
    after_folder: folder.nullable().optional(),
  })
    .refine((value) => value.password === undefined || value.oauth === undefined, {
      error: 'must have a password or oauth, not both',
      params: { code: 'ambiguous' },
    })
    .optional(),
  http: patchOf({ signing_key: text(5_000, 1).nullable().optional() }).optional(),
})

const named = z.strictObject({ id: z.string(), name: z.string() })

export const mailbox = z.strictObject({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  kind: z.enum(['smtp', 'imap', 'http']),
  department: named.nullable(),
  enabled: z.boolean(),
  detect_forwards: z.boolean(),
  unverified: z.enum(['mark', 'quarantine']),
  authserv_id: z.string().nullable(),
  imap: z
    .strictObject({
      host: z.string(),
      port: z.int(),
      tls,
      username: z.string(),
      auth: z.enum(['password', 'oauth2']),
      folder: z.string(),
      after_store: afterStore,
      after_folder: z.string().nullable(),
      backlog: z.boolean(),
    })
    .nullable(),
  http: z.strictObject({ provider: z.enum(PROVIDERS), signed: z.boolean() }).nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})

const count = z.int().min(0)

const status = z
  .strictObject({
    seen: count.describe('Every mail that came. It is `stored + repeats + refused`.'),
    stored: count.describe('What is kept. It is `waiting + filed + joined + noted + quarantined`.'),
    waiting: count.describe('What nobody has looked into yet.'),
    filed: count.describe('Became a ticket.'),
    joined: count.describe('Became a message of a ticket.'),
    noted: count.describe('Was no message: noted on a ticket, or dropped with a reason.'),
    quarantined: count.describe('Is kept back.'),
    repeats: count.describe('Was here already.'),
    refused: count.describe('Was sent away: too large, or not signed rightly.'),
    backlog: z.strictObject({ total: count, left: count }).nullable(),
    connected_at: z.string().nullable(),
    failing_since: z.string().nullable(),
    last_error: z.string().nullable(),
  })
  .describe('How the mailbox does.')

const mailboxWithStatus = mailbox.extend({ status })
export const mailboxWithAddress = mailbox.extend({
  url: z.string().nullable().describe('Where the provider posts to; null where mail comes in another way.'),
})
export const mailboxWithBoth = mailboxWithAddress.extend({ status })
export const mailboxPage = pageOf(mailboxWithStatus)
export const listQuery = z.strictObject(paging(byId))
