import type { MailCheck } from '../../../../store/schema.ts'
import type { Outbound } from '../../../outbound.ts'
import { fromDomainOf } from '../provider-verdict.ts'
import { headOf, verdictFrom } from './checks.ts'
import { jsonObject, type ProviderReader, type Reading, sameText, stringOf, stringsOf } from './provider.ts'
import { isOfSns, isSignedBySns, type SnsCertificates } from './sns.ts'

/**
 * Amazon SES: a receipt rule's SNS action, which has the mail in its notification, of up to 150 KB:
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
 * Every message is signed; where a key is set, it is the ARN of the only topic that is listened to.
 */
export const readSes =
  (outbound: Outbound, certificates: SnsCertificates): ProviderReader =>
  async ({ body }, topic) => {
    const message = jsonObject(body.toString('utf8'))
    if (!message) return { state: 'unusable', detail: 'The body is no JSON object.' }
    if (topic !== null && !sameText(String(message.TopicArn), topic)) {
      return { state: 'unsigned', detail: 'The topic is another one.' }
    }
    if (!isOfSns(message.SigningCertURL)) return { state: 'unsigned', detail: 'The certificate is not one of SNS.' }
    const certificate = await certificates(message.SigningCertURL)
    if (certificate === undefined) return { state: 'later', detail: 'The certificate of SNS cannot be had just now.' }
    if (!isSignedBySns(message, certificate)) return { state: 'unsigned', detail: 'The signature is missing or wrong.' }
    if (message.Type === 'SubscriptionConfirmation') return confirm(outbound, message.SubscribeURL)
    if (message.Type !== 'Notification') return { state: 'done' }
    return toMail(jsonObject(String(message.Message)))
  }

/** SNS sends nothing until its first message is answered by a visit. */
const confirm = async (outbound: Outbound, url: unknown): Promise<Reading> => {
  if (!isOfSns(url)) return { state: 'unsigned', detail: 'The SubscribeURL is not one of SNS.' }
  const answer = await outbound.request({ method: 'GET', url, headers: {}, repeatable: true })
  if (answer.ok && answer.status < 300) return { state: 'done' }
  return { state: 'later', detail: 'The subscription could not be confirmed just now.' }
}

const toMail = (notification: Record<string, unknown> | undefined): Reading => {
  // A rule tests its topic with a message that is no mail.
  if (notification?.notificationType !== 'Received') return { state: 'done' }
  const [mail, receipt] = [inner(notification.mail), inner(notification.receipt)]
  const content = stringOf(notification.content)
  if (content === null) {
    return {
      state: 'unusable',
      detail:
        'The notification has no content: use an SNS action (up to 150 KB a mail), not one that only tells of S3.',
    }
  }
  const encoding = inner(receipt.action).encoding === 'BASE64' ? 'base64' : 'utf8'
  const raw = Buffer.from(content, encoding)
  const check = (name: string): MailCheck | undefined => STATUSES[String(inner(receipt[name]).status)]
  const dmarc = check('dmarcVerdict')
  return {
    state: 'mail',
    mail: {
      raw,
      from: stringOf(mail.source),
      to: stringsOf(receipt.recipients),
      ip: null,
      helo: null,
      verdict: verdictFrom({
        spf: check('spfVerdict'),
        dkim: check('dkimVerdict'),
        dmarc,
        provenDomain: (dmarc === 'pass' && fromDomainOf(headOf(raw))) || null,
      }),
      id: stringOf(mail.messageId),
    },
  }
}

const inner = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {} // an object, as was just seen

const STATUSES: Record<string, MailCheck | undefined> = {
  PASS: 'pass',
  FAIL: 'fail',
  GRAY: 'none',
  PROCESSING_FAILED: 'temperror',
}
