import { createHmac } from 'node:crypto'
import type { MailCheck } from '../../../../store/schema.ts'
import { headOf, verdictFrom } from './checks.ts'
import { readForm } from './form.ts'
import { type ProviderReader, sameText } from './provider.ts'

/** Mailgun tries again for eight hours. */
const FRESH_MS = 12 * 3_600_000

/**
 * Mailgun's routes, `forward()` to a URL that ends in `/mime`: https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/receive-http
 * Signature: HMAC-SHA256 of timestamp and token, by the webhook signing key:
 * https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks
 */
export const readMailgun: ProviderReader = ({ contentType, body }, key) => {
  const form = readForm(contentType, body)
  if (!form) return { state: 'unusable', detail: 'The body is no form.' }
  const text = (name: string) => form.get(name)?.toString('utf8') ?? ''
  const [timestamp, token] = [text('timestamp'), text('token')]
  if (key !== null) {
    const wanted = createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex')
    const age = Math.abs(Date.now() - Number(timestamp) * 1_000)
    if (!sameText(text('signature'), wanted) || !(age < FRESH_MS)) {
      return { state: 'unsigned', detail: 'The signature is missing, wrong or too old.' }
    }
  }
  const raw = form.get('body-mime')
  if (!raw) {
    return { state: 'unusable', detail: 'There is no body-mime: have the route forward to a URL that ends in /mime.' }
  }
  const head = headOf(raw)
  const header = (name: string) => new RegExp(`^${name}:[ \\t]*(\\S+)`, 'im').exec(head)?.[1] ?? text(name)
  const checks = { spf: WORDS[header('X-Mailgun-Spf')], dkim: WORDS[header('X-Mailgun-Dkim-Check-Result')] }
  return {
    state: 'mail',
    mail: {
      raw,
      from: text('sender') || null,
      to: text('recipient')
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      ip: header('X-Mailgun-Incoming-Ip') || null,
      helo: null,
      // It does not say which domain a signature was of, so that none is proof of the sender.
      verdict: verdictFrom({ spf: checks.spf, dkim: checks.dkim, provenDomain: null }),
      id: token || null,
    },
  }
}

const WORDS: Record<string, MailCheck | undefined> = {
  Pass: 'pass',
  Fail: 'fail',
  SoftFail: 'softfail',
  Neutral: 'neutral',
  None: 'none',
}
