import { normaliseEmail } from '../../../core/contacts/email.ts'
import type { Authentication, MailedMessage, ThreadClue } from '../../../core/messages/email.ts'
import { type Copied, PARTICIPANTS_MAX } from '../../../core/participants/add.ts'
import type { NewTicket } from '../../../core/tickets/create.ts'
import type { AttachmentSummary } from '../../../core/tickets/ticket.ts'
import type { MailVerdict } from '../../../store/schema.ts'
import { mapSubject } from '../read/subject.ts'
import type { Content } from './content.ts'
import type { Decision, FollowUp } from './decide.ts'
import type { IntakeDesk } from './desk.ts'
import type { OpenedMail } from './open-mail.ts'

const NAME_MAX = 200
const NOTE_MAX = 2_000

const clip = (text: string, max: number): string => (text.length <= max ? text : text.slice(0, max).toWellFormed())

/** What is kept of a message's mail. */
export const toMailedMessage = (
  { row, mail, sender, from, standing, digest }: OpenedMail,
  content: Content,
  how: {
    clue: ThreadClue | null
    followUp: FollowUp | null
    isPublic: boolean
    author: { address: string; name: string }
  },
): MailedMessage => ({
  shown: {
    inbound_mail_id: row.id,
    message_id: mail.messageId,
    from: from === null ? null : { address: from, name: clip(mail.from?.name ?? '', NAME_MAX) },
    sender: {
      address: how.author.address,
      name: clip(how.author.name, NAME_MAX),
      rule: sender?.rule ?? 'from',
    },
    verified: standing,
    authentication: row.verdict && toAuthentication(row.verdict),
    forward_note: sender?.forwarded?.note ? clip(sender.forwarded.note, NOTE_MAX) : null,
    matched_by: how.clue,
    follow_up_of: how.followUp,
    calendar: content.calendar,
    folded: content.quoted !== null || content.signature !== null,
    damage: [...mail.damage, ...(content.cut ? ['body_cut' as const] : [])],
  },
  isPublic: how.isPublic,
  quoted: content.quoted,
  signature: content.signature,
  contentDigest: digest,
})

const toAuthentication = ({ source, spf, dkim, dmarc, arc, domains }: MailVerdict): Authentication => ({
  source,
  spf: { result: spf, domain: domains?.spf ?? null },
  dkim: { result: dkim, domain: domains?.dkim ?? null },
  dmarc: { result: dmarc, domain: domains?.dmarc ?? null },
  arc: { result: arc, domain: domains?.arc ?? null },
})

/** Who else the mail went to: neither we, nor who wrote it, nor somebody who works here. */
export const copiedIn = (desk: IntakeDesk, { mail, from }: OpenedMail, author: string): Copied[] => {
  const copied = new Map<string, Copied>()
  for (const { address, name } of [...mail.to, ...mail.cc]) {
    const email = normaliseEmail(address)
    if (email === undefined || email === author || email === from) continue
    if (desk.isOurs(email) || desk.memberOf(email)) continue
    copied.set(email, { email, name: name === '' ? null : clip(name, NAME_MAX) })
  }
  return [...copied.values()].slice(0, PARTICIPANTS_MAX)
}

/** The ticket of a mail. */
export const toNewTicket = (
  desk: IntakeDesk,
  opened: OpenedMail,
  decision: Extract<Decision, { do: 'open' }>,
  content: Content,
  attachments: AttachmentSummary[],
  clue: ThreadClue | null,
): NewTicket => {
  const { sender, followUp, verified } = decision
  const { mailbox } = opened
  const mapped = mapSubject(content.subject, desk.settings.subject_patterns)
  return {
    requester: {
      externalId: null,
      email: sender.address,
      name: clip(sender.name, NAME_MAX) || null,
      emailIsClaimed: !verified,
    },
    requesterVerified: verified,
    subject: content.subject,
    body: content.body,
    channel: 'email',
    source: mailbox.address,
    status: 'open',
    priority: mapped.priority ?? 'normal',
    department: mailbox.department_id,
    type: mapped.type,
    assignee: null,
    tags: mapped.tags.toSorted(),
    fields: {},
    metadata: {},
    culture: null,
    // What is only forwarded went to others, who have no part in it.
    participants: sender.forwarded ? [] : copiedIn(desk, opened, sender.address).map((one) => ({ role: 'cc', ...one })),
    externalRef: null,
    openedAt: null,
    closedAt: null,
    snoozedUntil: null,
    attachments: attachments.map(({ id }) => id),
    public: true,
    notify: { requester: decision.acknowledge, team: true },
    ai: { answer: false },
    email: toMailedMessage(opened, content, { clue, followUp, isPublic: true, author: sender }),
  }
}
