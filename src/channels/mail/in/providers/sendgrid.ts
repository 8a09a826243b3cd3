import { createPublicKey, verify } from 'node:crypto'
import type { MailCheck } from '../../../../store/schema.ts'
import { fromDomainOf } from '../provider-verdict.ts'
import { headOf, verdictFrom } from './checks.ts'
import { readForm } from './form.ts'
import { jsonObject, type ProviderReader, stringOf, stringsOf } from './provider.ts'

const FRESH_MS = 24 * 3_600_000

/**
 * SendGrid's Inbound Parse with "POST the raw, full MIME message" on:
 * https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook
 * Signature, where its security policy has one: ECDSA with SHA-256 over the timestamp and the body, by the public key in
 * base64: https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/securing-your-parse-webhooks
 */
export const readSendgrid: ProviderReader = ({ contentType, headers, body }, key) => {
  if (key !== null && !isSigned(headers, body, key)) {
    return { state: 'unsigned', detail: 'The signature is missing, wrong or too old.' }
  }
  const form = readForm(contentType, body)
  if (!form) return { state: 'unusable', detail: 'The body is no form.' }
  const raw = form.get('email')
  if (!raw) {
    return {
      state: 'unusable',
      detail: 'There is no email: turn on "POST the raw, full MIME message" at the parse setting.',
    }
  }
  const text = (name: string) => form.get(name)?.toString('utf8').trim() ?? ''
  const envelope = jsonObject(text('envelope'))
  const spf = CHECKS[text('SPF').toLowerCase()]
  const signers = [...text('dkim').matchAll(/@([^\s:,{}]+)\s*:\s*([a-z]+)/gi)]
  const passed = signers.filter(([, , result]) => result?.toLowerCase() === 'pass').map(([, domain = '']) => domain)
  const from = fromDomainOf(headOf(raw))
  const isProven = passed.some((domain) => from === domain.toLowerCase() || from?.endsWith(`.${domain.toLowerCase()}`))
  return {
    state: 'mail',
    mail: {
      raw,
      from: typeof envelope?.from === 'string' ? envelope.from : null,
      to: stringsOf(envelope?.to),
      ip: stringOf(text('sender_ip')),
      helo: null,
      verdict: verdictFrom({
        spf,
        dkim: passed.length > 0 ? 'pass' : signers.length > 0 ? 'fail' : undefined,
        provenDomain: isProven && from !== undefined ? from : null,
      }),
      id: null,
    },
  }
}

const CHECKS: Record<string, MailCheck | undefined> = {
  pass: 'pass',
  fail: 'fail',
  softfail: 'softfail',
  neutral: 'neutral',
  none: 'none',
  temperror: 'temperror',
  permerror: 'permerror',
}

const isSigned = (headers: Record<string, string>, body: Buffer, key: string): boolean => {
  const timestamp = headers['x-twilio-email-event-webhook-timestamp'] ?? ''
  const signature = headers['x-twilio-email-event-webhook-signature'] ?? ''
  if (!(Math.abs(Date.now() - Number(timestamp) * 1_000) < FRESH_MS)) return false
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    const signed = Buffer.concat([Buffer.from(timestamp), body])
    return verify('sha256', signed, publicKey, Buffer.from(signature, 'base64'))
  } catch {
    return false // neither a key nor a signature in their forms
  }
}
