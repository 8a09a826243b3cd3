import type { BounceKind, MailCheck, MailMethod } from '../../store/schema.ts'

/** What told whom a mail is really from, in the order in which they are tried. */
export const SENDER_RULES = [
  'agent_forward',
  'resent_from',
  'x_forwarded',
  'body_from',
  'body_reply_to',
  'reply_to',
  'from',
] as const
/** What told which ticket a mail is for. */
export const THREAD_CLUES = ['reply_address', 'in_reply_to', 'references', 'subject'] as const
/** Whether the sender's domain vouches for the mail: SPF or DKIM, aligned with its From (RFC 7489). */
export const STANDINGS = ['pass', 'fail', 'none'] as const

type SenderRule = (typeof SENDER_RULES)[number]
export type ThreadClue = (typeof THREAD_CLUES)[number]
export type Standing = (typeof STANDINGS)[number]

export type MailCalendar = {
  /** RFC 5546: REQUEST, CANCEL, REPLY … */
  method: string | null
  summary: string
  start: string | null
  end: string | null
  location: string | null
  organizer: string | null
}

/** What each check of a mail said, and of which domain; null where that is not known. */
export type Authentication = { source: 'lodge' | 'provider' } & Record<
  MailMethod,
  { result: MailCheck; domain: string | null }
>

/** What is known of the mail that a message came by, as the API shows it. */
export type MessageEmail = {
  /** Its original: see /v1/inbound-mails. */
  inbound_mail_id: string
  message_id: string | null
  /** Its From header; null where it has none. */
  from: { address: string; name: string } | null
  /** Who wrote it, and the rule that found them: another than `from` where it was forwarded, or sent by a form. */
  sender: { address: string; name: string; rule: SenderRule }
  verified: Standing
  /** What `verified` is made of: null where nobody checked, absent on mails of before it was kept. */
  authentication?: Authentication | null
  /** What a member wrote above a mail that they forwarded; null where nobody did. */
  forward_note: string | null
  matched_by: ThreadClue | null
  /** The ticket it goes on with, although it is another one: `certain` where that was closed for long, else a guess. */
  follow_up_of: { id: string; number: number; certain: boolean } | null
  calendar: MailCalendar | null
  /** Whether quoted mails or a signature were folded away: GET the message to see them. */
  folded: boolean
  /** What could not be read as it was meant. The original has it. */
  damage: string[]
}

/** Somebody whom the mail of a message did not reach, or who called it spam. */
export type Undelivered = {
  address: string
  kind: BounceKind
  status: string | null
  detail: string | null
  at: string
}

/** A message's mail as a verb is given it. */
export type MailedMessage = {
  shown: MessageEmail
  isPublic: boolean
  quoted: { text: string; html: string | null } | null
  signature: string | null
  /** sha256 in hex: of what makes two mails of one Message-ID the same mail. */
  contentDigest: string
}
