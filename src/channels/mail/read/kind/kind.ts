import type { MailAddress, MailKind } from '../types.ts'
import { autoReplyMark } from './auto-reply.ts'
import { readDeliveryStatus, readWordedBounce } from './bounce.ts'
import { readFeedbackReport } from './complaint.ts'
import { first, type Headers } from './header.ts'

/** What of a mail tells what it is: reports are the texts of its machine-readable parts, where it has them. */
export type KindClues = {
  headers: Headers
  from: MailAddress | null
  subject: string
  text: string
  answers: boolean
  deliveryStatus: string | null
  feedbackReport: string | null
  /** Of the mail that comes with a report, or its headers. */
  originalMessageId: string | null
}

/** Whether a mail is one of a person or a form, or what mail servers and absence notes say. */
export const kindOfMail = (clues: KindClues): MailKind =>
  complaint(clues) ?? bounce(clues) ?? autoReply(clues) ?? { kind: 'mail' }

const complaint = ({ feedbackReport, originalMessageId }: KindClues): MailKind | undefined =>
  feedbackReport === null
    ? undefined
    : { kind: 'complaint', why: 'message/feedback-report', ...readFeedbackReport(feedbackReport), originalMessageId }

const bounce = (clues: KindClues): MailKind | undefined => {
  const originalMessageId = clues.originalMessageId ?? messageIdIn(clues.text)
  if (clues.deliveryStatus !== null) {
    const { recipients, actions } = readDeliveryStatus(clues.deliveryStatus)
    // A report that all went well is noted like an absence: nobody has to do anything.
    if (recipients.length === 0 && actions.size > 0 && !actions.has('failed') && !actions.has('delayed')) {
      return { kind: 'auto_reply', why: `delivery report: ${[...actions].join(', ')}` }
    }
    return { kind: 'bounce', why: 'message/delivery-status', recipients, originalMessageId }
  }
  const why = wordedMark(clues)
  if (why === undefined) return undefined
  const failed = clues.headers.get('x-failed-recipients')?.join(', ') ?? ''
  const worded = readWordedBounce(failed === '' ? clues.text : `${failed.split(/,\s*/).join('\n')}\n\n${clues.text}`)
  return { kind: 'bounce', why, recipients: worded, originalMessageId }
}

const DAEMON = /^(?:mailer-?daemon|postmaster|mail-?daemon|mmdf|microsoftexchange[0-9a-f]*)@/
const SUBJECT =
  /^(?:failure notice|(?:mail )?delivery (?:status notification|failure|has failed|failed|report|problem)|mail delivery (?:failed|system|subsystem)|undeliver(?:able|ed)\b|returned mail|delivery status|warning: (?:message|could not)|message (?:delivery )?delayed|unzustellbar|mail konnte nicht|non remis|échec de (?:la )?remise|no se puede entregar|devolución|não entregue|não foi possível entregar|impossibile (?:recapitare|consegnare)|onbestelbaar|niet bezorgd|nie można dostarczyć|niedostarczalne|не удается доставить|недоставленное|לא ניתן למסירה|הודעה לא נמסרה|配信不能|配信できませんでした)/i

/** A bounce without a report: from the mail server itself, or from nobody, and says so. */
const wordedMark = ({ headers, from, subject }: KindClues): string | undefined => {
  if (first(headers, 'x-failed-recipients') !== '') return 'X-Failed-Recipients'
  const isDaemon = DAEMON.test(from?.address ?? '')
  const isFromNobody = headers.get('return-path')?.some((path) => /^<\s*>$/.test(path)) ?? false
  if (SUBJECT.test(subject) && (isDaemon || isFromNobody)) return `Subject: ${subject}`
  return /^mailer-?daemon@/.test(from?.address ?? '') ? `From: ${from?.address}` : undefined
}

/** Of the copy that is part of the text. */
const messageIdIn = (text: string): string | null =>
  /^[> \t]{0,20}Message-ID:[ \t]{0,20}(<[^<>\s]{1,500}>)/im.exec(text)?.[1] ?? null

const autoReply = ({ headers, subject, answers }: KindClues): MailKind | undefined => {
  const why = autoReplyMark(headers, subject, answers)
  return why === undefined ? undefined : { kind: 'auto_reply', why: why.slice(0, 300).toWellFormed() }
}
