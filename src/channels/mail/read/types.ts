/** An address as a header says it: lower case, without what it is not (`a@b.example`). `name` is '' where there is none. */
export type MailAddress = { address: string; name: string }

/** A file as it streams by. What is not read of it is passed over. The name is the sender's: unchecked. */
type MailFile = { name: string; content: AsyncIterable<Buffer> }

/** Keeps a file and says where: `receiveFile` (core/attachments) is one. What it rejects with, readMail rejects with. */
export type AttachmentSink<Stored> = (file: MailFile) => Promise<Stored>

export type ReadAttachment<Stored> = {
  name: string
  /** What the sender says it is: for showing at most. The true type is by its bytes, and the sink's to find. */
  declaredType: string
  /** Without its angle brackets: what `cid:` in the html names. */
  contentId: string | null
  /** Whether the html shows it in place. */
  inline: boolean
  stored: Stored
}

/** What a person wrote, and what their program put below it. Text has LF line ends; html is as sent: not yet safe. */
export type ReadBody = {
  /** What was written, without quotes and signature; all of it where there is nothing else, and where it is a forward. */
  text: string
  /** The same in html; null where the mail has none. */
  html: string | null
  /** What was folded away: the mails quoted below, or the forwarded one. */
  quoted: { text: string; html: string | null } | null
  /** The signature, as text: it is folded from text and, where its markup tells, from html. */
  signature: { text: string; html: string | null } | null
  /** All of it, nothing folded. */
  whole: { text: string; html: string | null }
}

/** A recipient that a mail did not reach. */
export type BouncedRecipient = {
  address: string
  /** RFC 3463, `5.1.1`; null where the bounce says none. */
  status: string | null
  /** Hard: never will. Soft: not now. */
  kind: 'hard' | 'soft'
  diagnostic: string | null
}

export type ReadCalendar = {
  /** RFC 5546: REQUEST, CANCEL, REPLY, PUBLISH … */
  method: string | null
  summary: string
  /** ISO 8601; a whole day has no time, a time of no known zone has no offset. */
  start: string | null
  end: string | null
  location: string | null
  organizer: MailAddress | null
  attendees: MailAddress[]
}

/** What a program that checks for spam says of it. */
export type SpamMark = { flagged: boolean; score: number | null; by: 'rspamd' | 'spamassassin' | 'exchange' | 'other' }

/** What it is, and the mark that says so: a header with its value, or a phrase. Never part of the body. */
export type MailKind =
  | { kind: 'mail' }
  | { kind: 'auto_reply'; why: string }
  /** `recipients` is empty where the bounce does not name any. */
  | { kind: 'bounce'; why: string; recipients: BouncedRecipient[]; originalMessageId: string | null }
  /** RFC 5965. `feedbackType`: abuse, fraud, not-spam … `recipients`: who complained. */
  | {
      kind: 'complaint'
      why: string
      feedbackType: string
      recipients: string[]
      originalMessageId: string | null
    }

/** A message/rfc822 part: a mail that was sent along as a file. Its file is among the attachments too. */
export type EmbeddedMail = {
  from: MailAddress | null
  replyTo: MailAddress[]
  subject: string
  messageId: string | null
  text: string
}

/** What a mail says and is, from its bytes alone. */
export type ReadMail<Stored> = {
  /** With angle brackets, as sent. */
  messageId: string | null
  inReplyTo: string[]
  /** Oldest first. */
  references: string[]
  /** As its sender's clock had it; null where the header is missing or no date. */
  date: Date | null
  subject: string
  from: MailAddress | null
  sender: MailAddress | null
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  /** All values of each header, unfolded and decoded, by its name in lower case. */
  headers: ReadonlyMap<string, string[]>
  what: MailKind
  body: ReadBody
  attachments: ReadAttachment<Stored>[]
  embedded: EmbeddedMail[]
  calendar: ReadCalendar | null
  spam: SpamMark | null
  /** The desks whose own mail this is (`X-Lodge-Loop`): one of ours that came back, or another Lodge's. */
  lodgeLoop: string[]
  /** Whether a program sent it, by its headers: nothing that would be answered by itself. Notifications and lists too. */
  automatic: boolean
  /** What could not be read as it was meant. The rest of the mail is what could. */
  damage: ('header_too_long' | 'too_many_parts' | 'body_cut' | 'unreadable')[]
}

/** In the order in which they are tried. */
export type SenderRule =
  | 'agent_forward'
  | 'resent_from'
  | 'x_forwarded'
  | 'body_from'
  | 'body_reply_to'
  | 'reply_to'
  | 'from'

/** What of a mail tells whom it is from. */
export type SenderClues = Pick<
  ReadMail<unknown>,
  'from' | 'replyTo' | 'subject' | 'headers' | 'body' | 'embedded' | 'automatic' | 'inReplyTo'
>

export type SenderGiven = {
  /** Addresses of the desk: those it takes mail in at, and those it sends from. */
  isOurs: (address: string) => boolean
  /** Addresses of people who work here. */
  isMember: (address: string) => boolean
  /** The desk's setting "detect forwarded customers". */
  detectForwards: boolean
}

/** Whom a mail is really from. */
export type RealSender = MailAddress & {
  rule: SenderRule
  /** A `noreply@`: nobody reads there, and nothing better was in the mail. */
  notifier: boolean
  /** The mail that was forwarded, and what its forwarder wrote above it. */
  forwarded: { subject: string | null; note: string; text: string; html: string | null } | null
}
