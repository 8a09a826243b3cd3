import { jsonObject, type ProviderReader, sameText, stringOf } from './provider.ts'

/**
 * Postmark's inbound webhook, with "Include raw email content in JSON payload" on:
 * https://postmarkapp.com/developer/webhooks/inbound-webhook
 * It does not sign; where a key is set, it is the `user:password` of the Basic authentication in the URL.
 */
export const readPostmark: ProviderReader = ({ headers, body }, key) => {
  if (key !== null && !sameText(headers.authorization ?? '', `Basic ${Buffer.from(key).toString('base64')}`)) {
    return { state: 'unsigned', detail: 'The user or the password in the URL is missing or wrong.' }
  }
  const json = jsonObject(body.toString('utf8'))
  if (!json) return { state: 'unusable', detail: 'The body is no JSON object.' }
  const raw = stringOf(json.RawEmail)
  if (raw === null) {
    return {
      state: 'unusable',
      detail: 'There is no RawEmail: turn on "Include raw email content in JSON payload" at the inbound stream.',
    }
  }
  const to = stringOf(json.OriginalRecipient)
  return {
    state: 'mail',
    mail: {
      raw: Buffer.from(raw, 'utf8'),
      from: null,
      to: to === null ? [] : [to],
      ip: null,
      helo: null,
      verdict: null,
      id: stringOf(json.MessageID),
    },
  }
}
