import type { Change } from '../../../core/change.ts'
import { normaliseEmail } from '../../../core/contacts/email.ts'
import { recordEvent } from '../../../core/events/record.ts'
import type { MailCause } from '../../../core/inbound-mail/cause.ts'
import { settleMail } from '../../../core/inbound-mail/settle.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { type Failure, findSentMail, recordBounce } from '../../../core/mail/bounce.ts'
import type { Decision } from './decide.ts'
import { actorOfMailbox, type IntakeDesk, type IntakeMailbox } from './desk.ts'
import type { OpenedMail } from './open-mail.ts'

/** One transaction of a mailbox's; what it logged is told after. */
export const inChange = async <T>(
  lodge: Lodge,
  actor: Change['actor'],
  work: (change: Change) => Promise<T>,
): Promise<T> => {
  const done = await lodge.store.db.transaction().execute((tx) => work({ tx, lodge, actor }))
  lodge.nudge()
  return done
}

/** Keeps a mail back, for somebody to look at. */
export const keepBack = (
  lodge: Lodge,
  desk: IntakeDesk,
  mailbox: Pick<IntakeMailbox, 'id' | 'name'>,
  id: string,
  { cause, reason }: { cause: MailCause; reason: string },
): Promise<void> =>
  inChange(lodge, actorOfMailbox(desk.id, mailbox), (change) =>
    settleMail(change, id, { state: 'quarantined', cause, reason }),
  )

/** As much of an absence note as says what it is. */
const EXCERPT_MAX = 2_000

/** Counts a mail that needs nobody. What answered a ticket by itself is told of the ticket, and changes nothing on it. */
export const note = (
  lodge: Lodge,
  desk: IntakeDesk,
  { row, mailbox, mail, from, digest }: OpenedMail,
  { cause, reason, ticketId }: Extract<Decision, { do: 'note' }>,
): Promise<void> =>
  inChange(lodge, actorOfMailbox(desk.id, mailbox), async (change) => {
    await settleMail(change, row.id, { state: 'noted', cause, reason, ticketId, contentDigest: digest })
    if (cause !== 'auto_reply' || ticketId === null) return
    await recordEvent(change, {
      type: 'mail.auto_reply',
      ticketId,
      data: {
        ticket: { id: ticketId },
        inbound_mail: { id: row.id },
        from,
        subject: mail.subject,
        text: mail.body.text.slice(0, EXCERPT_MAX).toWellFormed(),
      },
    })
  })

/** Marks what did not arrive, or was called spam: only a mail that we sent, named by a Message-ID nobody else makes. */
export const noteUndelivered = (
  lodge: Lodge,
  desk: IntakeDesk,
  { row, mailbox, mail, digest }: OpenedMail,
): Promise<void> =>
  inChange(lodge, actorOfMailbox(desk.id, mailbox), async (change) => {
    const { what } = mail
    if (what.kind !== 'bounce' && what.kind !== 'complaint') throw new Error('neither a bounce nor a complaint')
    const mailId = what.originalMessageId
    const sent = mailId === null ? undefined : await findSentMail(change, mailId)
    const said = failuresOf(what)
    // A bounce that names nobody is of whoever the mail went to, where that is one.
    const only = sent?.recipients.length === 1 ? sent.recipients[0] : undefined
    const failures =
      said.length === 0 && only !== undefined && what.kind === 'complaint' ? [complaintOf(what, only)] : said
    const marked = sent ? await recordBounce(change, row.id, sent, failures) : []
    const whose = marked.map(({ address }) => address).join(', ')
    const reason =
      whose === '' ? `It is about no mail of ours: ${what.why}` : `It is about a mail to ${whose}: ${what.why}`
    await settleMail(change, row.id, {
      state: 'noted',
      cause: what.kind,
      reason,
      ticketId: sent?.ticketId ?? null,
      contentDigest: digest,
    })
  })

type Undelivered = Extract<OpenedMail['mail']['what'], { kind: 'bounce' | 'complaint' }>
type Complaint = Extract<Undelivered, { kind: 'complaint' }>

const complaintOf = ({ feedbackType }: Complaint, address: string): Failure => ({
  address,
  kind: 'complaint',
  status: null,
  detail: feedbackType,
})

const failuresOf = (what: Undelivered): Failure[] =>
  what.kind === 'bounce'
    ? what.recipients.flatMap(({ address, kind, status, diagnostic }) => {
        const normal = normaliseEmail(address)
        return normal === undefined ? [] : [{ address: normal, kind, status, detail: diagnostic }]
      })
    : what.recipients.flatMap((address) => {
        const normal = normaliseEmail(address)
        return normal === undefined ? [] : [complaintOf(what, normal)]
      })
