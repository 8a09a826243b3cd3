import { createVerify } from 'node:crypto'
import type { Outbound } from '../../../outbound.ts'

/** A message of Amazon SNS, as it is signed: https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
type SnsMessage = Record<string, unknown>

/** What is signed of each type, in this order. */
const SIGNED: Record<string, string[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}

/** SNS answers nobody at another host: whoever names one in a message would sign it himself. */
export const isOfSns = (text: unknown): text is string => {
  if (typeof text !== 'string' || !URL.canParse(text)) return false
  const url = new URL(text)
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?$/.test(url.hostname)
  )
}

/** Whether SNS signed a message, by a certificate in PEM that came from SNS. */
export const isSignedBySns = (message: SnsMessage, certificate: string): boolean => {
  const fields = SIGNED[String(message.Type)]
  const algorithm = { '1': 'sha1', '2': 'sha256' }[String(message.SignatureVersion)]
  if (!fields || !algorithm || typeof message.Signature !== 'string') return false
  const text = fields
    .filter((name) => typeof message[name] === 'string')
    .map((name) => `${name}\n${message[name]}\n`)
    .join('')
  try {
    return createVerify(algorithm).update(text, 'utf8').verify(certificate, message.Signature, 'base64')
  } catch {
    return false // no certificate
  }
}

export type SnsCertificates = (url: string) => Promise<string | undefined>

const REMEMBERED_MAX = 20

/** Gets SNS's certificates, each once; undefined where one cannot be had just now. Only from URLs that isOfSns. */
export const openSnsCertificates = (outbound: Outbound): SnsCertificates => {
  const known = new Map<string, string>()
  return async (url) => {
    const found = known.get(url)
    if (found !== undefined) return found
    const answer = await outbound.request({ method: 'GET', url, headers: {}, repeatable: true })
    if (!answer.ok || answer.status !== 200) return undefined
    const certificate = answer.body.toString('latin1')
    if (known.size >= REMEMBERED_MAX) known.clear()
    known.set(url, certificate)
    return certificate
  }
}
