import type { MailCalendar } from '../../../core/messages/email.ts'
import type { BodyFormat } from '../../../store/schema.ts'
import type { ReadCalendar, ReadMail, RealSender } from '../read/types.ts'

/** What a message is made of. */
export type Content = {
  subject: string
  body: { format: BodyFormat; source: string }
  quoted: { text: string; html: string | null } | null
  signature: string | null
  calendar: MailCalendar | null
  /** Whether the body is shorter than what was sent. */
  cut: boolean
}

/** As the API allows (http/v1/tickets/schemas.ts). */
const SUBJECT_MAX = 1_000
/** Characters. A mail of more html than this is read as text; the original has all of it. */
const HTML_MAX = 500_000
const TEXT_MAX = 200_000

const NO_SUBJECT = '(no subject)'
/** What programs put before a subject when it is answered or forwarded, in the languages they do it in. */
const PREFIX =
  /^\s*(?:re|fwd?|aw|wg|sv|vs|vb|antw|antwort|tr|rv|res|enc|i|r|rif|odp|pd|ynt|ilt|doorst|vl|vá|bls|trs|rép|ref|encaminhado|reenviado|inoltra|答复|转发|返信|転送|回复|תשובה|השב|הועבר|נשלח|ответ|пересл)\s*(?:\[\d+\])?\s*[:：]\s*/iu

/** What a mail says, as a message. `urlOf` gives the address of the file that a `cid:` names. */
export const contentOf = (
  mail: Pick<ReadMail<unknown>, 'subject' | 'body' | 'calendar'>,
  sender: Pick<RealSender, 'forwarded' | 'rule'>,
  urlOf: (contentId: string) => string | undefined,
): Content => {
  const { forwarded } = sender
  const written = forwarded ?? mail.body
  const isEmpty = written.text.trim() === '' && (written.html === null || !/<img\b/i.test(written.html))
  // Nothing but quotes: better shown than an empty message.
  const chosen = isEmpty && !forwarded ? mail.body.whole : written
  const calendar = mail.calendar && toCalendar(mail.calendar)
  const { body, cut } = toBody(chosen, urlOf)
  const invitation = calendar && body.source.trim() === '' ? invitationText(calendar) : undefined
  return {
    subject: subjectOf(forwarded?.subject ?? mail.subject),
    body: invitation === undefined ? body : { format: 'text', source: invitation },
    quoted: forwarded || isEmpty ? null : withUrls(mail.body.quoted, urlOf),
    signature: forwarded || isEmpty ? null : (mail.body.signature?.text ?? null),
    calendar,
    cut,
  }
}

const toBody = (
  { text, html }: { text: string; html: string | null },
  urlOf: (contentId: string) => string | undefined,
): { body: Content['body']; cut: boolean } => {
  if (html !== null && html.length <= HTML_MAX) {
    return { body: { format: 'html', source: rewriteImages(html, urlOf) }, cut: false }
  }
  return {
    body: { format: 'text', source: text.slice(0, TEXT_MAX).toWellFormed() },
    cut: html !== null || text.length > TEXT_MAX,
  }
}

const withUrls = (
  quoted: ReadMail<unknown>['body']['quoted'],
  urlOf: (contentId: string) => string | undefined,
): Content['quoted'] => {
  if (!quoted) return null
  const { body } = toBody(quoted, urlOf)
  return {
    text: quoted.text.slice(0, TEXT_MAX).toWellFormed(),
    html: body.format === 'html' ? body.source : null,
  }
}

const CID = /(\bsrc\s*=\s*)(["']?)cid:([^"'\s>]+)\2/gi

/** RFC 2392: `cid:` and a Content-ID, percent-encoded. One of no file stays as it is, and shows nothing. */
const rewriteImages = (html: string, urlOf: (contentId: string) => string | undefined): string =>
  html.replace(CID, (whole, start: string, quote: string, given: string) => {
    const url = urlOf(decoded(given))
    return url === undefined ? whole : `${start}${quote}${url}${quote}`
  })

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a % that is no escape
  }
}

/** A subject of one line, without the marks of answering and forwarding. */
const subjectOf = (given: string): string => {
  let subject = given.replace(/\s+/g, ' ').trim()
  for (let before = ''; before !== subject; ) {
    before = subject
    subject = subject.replace(PREFIX, '')
  }
  return subject === '' ? NO_SUBJECT : subject.slice(0, SUBJECT_MAX).toWellFormed()
}

const toCalendar = ({ attendees: _, organizer, ...calendar }: ReadCalendar): MailCalendar => ({
  ...calendar,
  organizer: organizer?.address ?? null,
})

const invitationText = ({ summary, start, end, location, organizer }: MailCalendar): string =>
  [summary, [start, end].filter(Boolean).join(' – '), location, organizer].filter(Boolean).join('\n')
