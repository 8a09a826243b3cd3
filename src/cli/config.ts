import { resolve } from 'node:path'
import { z } from 'zod'
import type { MailServer } from '../channels/mail/operator.ts'
import { readSmtpUrl } from '../channels/mail/smtp-url.ts'
import { normaliseEmail } from '../core/contacts/email.ts'
import { canTakeReplies, REPLIES } from '../core/mail/reply-address.ts'
import type { RateLimits } from '../http/rate-limits.ts'
import { OperatorError } from '../store/errors.ts'
import { addressList, rateLimits } from './network-settings.ts'

const UNITS: Record<string, number> = { kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 }

/** A number of bytes: `26214400`, or with a unit of 1,024: `25MiB`. */
const bytes = z.string().transform((value, context) => {
  const [, digits = '', unit = ''] = /^(\d{1,15}) ?(KiB|MiB|GiB)?$/i.exec(value) ?? []
  if (digits !== '') return Number(digits) * (UNITS[unit.toLowerCase()] ?? 1)
  context.issues.push({ code: 'custom', input: value, message: 'must be a number of bytes like 26214400 or 25MiB' })
  return z.NEVER
})

const smtpUrl = z.string().transform((value, context) => {
  const server = readSmtpUrl(value)
  if (server) return server
  context.issues.push({
    code: 'custom',
    input: value,
    message: 'must be like smtp://user:password@host:587, or smtps://',
  })
  return z.NEVER
})

const mailFrom = z.string().transform((value, context) => {
  const address = normaliseEmail(value)
  if (address !== undefined && canTakeReplies(address)) return address
  context.issues.push({
    code: 'custom',
    input: value,
    message: `must be an address like support@example.com, ${REPLIES}`,
  })
  return z.NEVER
})

/** Every setting, with its default. This file is the only one that reads the environment. */
export const settings = z.object({
  LODGE_HOST: z.string().min(1).default('127.0.0.1'),
  LODGE_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LODGE_DOMAIN: z.string().min(1).default('localhost'),
  LODGE_DATA: z.string().min(1).default('./.lodge'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: 'must be like postgres://user:password@host:5432/database' })
    .optional(),
  LODGE_SECRET: z.string().min(32, { error: 'must be at least 32 characters' }).optional(),
  LODGE_RATE_LIMITS: rateLimits.prefault('on'),
  LODGE_TRUST_PROXY: addressList.optional(),
  LODGE_OUTBOUND_ALLOW: addressList.optional(),
  SMTP_URL: smtpUrl.optional(),
  LODGE_MAIL_FROM: mailFrom.optional(),
  LODGE_SMTP_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  LODGE_SMTP_HOST: z.string().min(1).default('127.0.0.1'),
  LODGE_SMTP_TLS_KEY: z.string().optional(),
  LODGE_SMTP_TLS_CERT: z.string().optional(),
  LODGE_SMTP_RELAYS: addressList.optional(),
  LODGE_MAIL_LIMIT: bytes.prefault('40MiB'),
  LODGE_URL: z
    .url({ protocol: /^https?$/, error: 'must be like https://help.example.com' })
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  LODGE_INTAKE_LIMIT: z.coerce.number().int().min(1).default(10_000),
  LODGE_ATTACHMENT_LIMIT: bytes.prefault('25MiB'),
  LODGE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = {
  host: string
  port: number
  domain: string
  dataDir: string
  databaseUrl: string | undefined
  /** What secrets in the database are sealed with; the data folder's where undefined. */
  secret: string | undefined
  rateLimits: RateLimits
  /** Proxies whose X-Forwarded-* headers are believed. */
  trustProxy: string[] | undefined
  /** Addresses that may be connected to although they are private. */
  outboundAllow: string[]
  /** How mail leaves; undefined where it is caught. */
  smtp: MailServer | undefined
  /** The sender of desks that have none of their own. */
  mailFrom: string | undefined
  /** Where mail is taken in by SMTP; undefined where it is not. */
  smtpIn: { host: string; port: number; tls: { key: string; cert: string } | null; relays: string[] } | undefined
  /** The largest mail that is taken in, in bytes. */
  mailLimit: number
  /** Where Lodge is reached, for links in mails. */
  url: string | undefined
  /** How many creations may wait for their commit before more are refused. */
  intakeLimit: number
  /** The largest file that can be uploaded, in bytes. */
  attachmentLimit: number
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Reads the settings. Throws an OperatorError that names each wrong one and what it may be. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  // An empty setting is one that is not set, as in `LODGE_DOMAIN= npm start` and in compose files.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = settings.safeParse(given)
  if (!read.success) {
    // Names only: what was set may hold a password.
    throw new OperatorError(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  }
  const { data } = read
  return {
    host: data.LODGE_HOST,
    port: data.LODGE_PORT,
    domain: data.LODGE_DOMAIN.toLowerCase(),
    dataDir: resolve(data.LODGE_DATA),
    databaseUrl: data.DATABASE_URL,
    secret: data.LODGE_SECRET,
    rateLimits: data.LODGE_RATE_LIMITS,
    trustProxy: data.LODGE_TRUST_PROXY,
    outboundAllow: data.LODGE_OUTBOUND_ALLOW ?? [],
    smtp: data.SMTP_URL,
    mailFrom: data.LODGE_MAIL_FROM,
    smtpIn:
      data.LODGE_SMTP_PORT === undefined
        ? undefined
        : {
            host: data.LODGE_SMTP_HOST,
            port: data.LODGE_SMTP_PORT,
            tls: tlsFiles(data.LODGE_SMTP_TLS_KEY, data.LODGE_SMTP_TLS_CERT),
            relays: data.LODGE_SMTP_RELAYS ?? [],
          },
    mailLimit: data.LODGE_MAIL_LIMIT,
    url: data.LODGE_URL,
    intakeLimit: data.LODGE_INTAKE_LIMIT,
    attachmentLimit: data.LODGE_ATTACHMENT_LIMIT,
    logLevel: data.LODGE_LOG,
  }
}

/** The files of a key and its certificate: both or neither. */
const tlsFiles = (key: string | undefined, cert: string | undefined): { key: string; cert: string } | null => {
  if (key !== undefined && cert !== undefined) return { key: resolve(key), cert: resolve(cert) }
  if (key === undefined && cert === undefined) return null
  throw new OperatorError(
    'LODGE_SMTP_TLS_KEY and LODGE_SMTP_TLS_CERT are set together: a key without its certificate is of no use.',
  )
}
