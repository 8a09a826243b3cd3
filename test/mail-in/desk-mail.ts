import { Readable } from 'node:stream'
import { afterEach, beforeEach } from 'vitest'
import { acceptMail } from '../../src/core/inbound-mail/accept.ts'
import { startFilingMail } from '../../src/jobs/inbound-mail.ts'
import type { MailVerdict } from '../../src/store/schema.ts'
import { type MailScene, useMail } from '../mail/support.ts'
import { until } from '../support/feed.ts'
import { type Answer, MAIL_OPERATOR } from '../support/lodge.ts'

export const SUPPORT = 'support@acme.example'

/** A mail's header lines and body. What is left out has a value that is common. */
export type Written = {
  from?: string
  to?: string
  cc?: string
  subject?: string
  id?: string | null
  headers?: Record<string, string>
  text?: string
  /** A whole MIME body with its own Content-Type; in place of `text`. */
  mime?: { type: string; body: string }
}

let count = 0
const nextId = () => `<m${++count}.${process.pid}@clients.example>`

export const write = (given: Written): { id: string | null; raw: Buffer } => {
  const id = given.id === undefined ? nextId() : given.id
  const { type, body } = given.mime ?? { type: 'text/plain; charset=utf-8', body: given.text ?? 'It does not print.' }
  const headers: Record<string, string | null | undefined> = {
    From: given.from ?? 'Ann <ann@example.com>',
    To: given.to ?? SUPPORT,
    Cc: given.cc,
    Subject: given.subject ?? 'Printer',
    Date: 'Fri, 01 May 2026 10:00:00 +0000',
    'Message-ID': id,
    ...given.headers,
    'MIME-Version': '1.0',
    'Content-Type': type,
  }
  const head = Object.entries(headers).flatMap(([name, value]) => (value == null ? [] : [`${name}: ${value}`]))
  return { id, raw: Buffer.from(`${head.join('\r\n')}\r\n\r\n${body.replaceAll(/\r?\n/g, '\r\n')}\r\n`) }
}

/** What a server says of a mail that is from whom it says. */
export const passes = (domain: string): MailVerdict => ({
  spf: 'pass',
  dkim: 'pass',
  dmarc: 'pass',
  arc: 'none',
  aligned_domain: domain,
  domains: { spf: domain, dkim: domain, dmarc: domain, arc: null },
  source: 'lodge',
})
export const fails: MailVerdict = {
  spf: 'fail',
  dkim: 'none',
  dmarc: 'fail',
  arc: 'none',
  aligned_domain: null,
  source: 'lodge',
}

export type How = { verdict?: MailVerdict | null; desk?: string; mailbox?: string; envelopeFrom?: string }

export type DeskMail = MailScene & {
  mailbox: () => string
  /** A mail comes in; answers its Message-ID. Where no verdict is given, its From's domain vouches for it. */
  arrive: (given: Written | Buffer, how?: How) => Promise<string | null>
  /** Waits until it is decided what becomes of all mails, and answers them, the oldest first. */
  decided: () => Promise<Answer['json'][]>
  /** A whole ticket, by its number. */
  ticket: (number: number) => Promise<Answer['json']>
  startFiling: () => Promise<void>
  stopFiling: () => Promise<void>
}

/** A desk with a mailbox, support@acme.example or another, whose mail is filed. */
export const useDeskMail = (address = SUPPORT): DeskMail => {
  const scene = useMail()
  let mailbox = ''
  let filing: { stop: () => Promise<void> } | undefined
  const stopFiling = async () => {
    await filing?.stop()
    filing = undefined
  }
  const startFiling = async () => {
    filing = startFilingMail(scene.lodge.lodge, MAIL_OPERATOR)
  }
  beforeEach(async () => {
    mailbox = (await scene.post('/v1/mailboxes', { name: 'Support', address })).json.id
    const settings = { from_address: address }
    await scene.lodge.call(scene.desk().token, 'PUT', '/v1/mail/settings', settings)
    await startFiling()
  })
  afterEach(async () => {
    await stopFiling()
    // The next test's desk takes mail in at the same address.
    await scene.lodge.call(scene.desk().token, 'PATCH', `/v1/mailboxes/${mailbox}`, { enabled: false })
  })
  return {
    ...scene,
    mailbox: () => mailbox,
    startFiling,
    stopFiling,
    arrive: async (given, how = {}) => {
      const { id, raw } = Buffer.isBuffer(given) ? { id: null, raw: given } : write(given)
      const from = /^From:.*?([^\s<>@]+@[^\s<>@]+?)>?\s*$/im.exec(raw.toString('latin1'))?.[1] ?? ''
      const to = [/^To:.*?([^\s<>@]+@[^\s<>@]+?)>?\s*$/im.exec(raw.toString('latin1'))?.[1] ?? address]
      const accepted = await acceptMail(scene.lodge.lodge, {
        source: Readable.from([raw]),
        maxBytes: 50_000_000,
        mailboxes: [{ deskId: how.desk ?? scene.desk().id, mailboxId: how.mailbox ?? mailbox, to }],
        envelope: { from: how.envelopeFrom ?? from, ip: '192.0.2.1', helo: 'client', tls: true, via: 'smtp' },
        verdict: how.verdict === undefined ? passes(from.slice(from.lastIndexOf('@') + 1)) : how.verdict,
        sourceKey: null,
      })
      if (!accepted.ok) throw new Error(accepted.error.code)
      return id
    },
    decided: async () => {
      let mails: Answer['json'][] = []
      await until(async () => {
        mails = (await scene.get('/v1/inbound-mails?limit=100')).json.data
        return mails.length > 0 && mails.every(({ state }) => state !== 'stored')
      })
      return mails.toReversed()
    },
    ticket: async (number) => (await scene.get(`/v1/tickets/${number}`)).json,
  }
}
