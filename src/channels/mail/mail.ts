import { NOTIFICATIONS, type Notifications } from '../../core/mail/notifications.ts'
import type { LoggedEvent } from '../channel.ts'

export type Address = { address: string; name: string }

/** What the owners are told, of `webhook_failing` the admins too, since only they can mend it. */
export type OwnerNotice = 'webhook_disabled' | 'webhook_failing' | 'rule_stopped' | 'hook_quarantined'

/** What is one mail each, up to a number: past it, a line of a digest. */
export type Notice = keyof Notifications | OwnerNotice

const NOTICES: ReadonlySet<MailKind> = new Set<Notice>([
  ...NOTIFICATIONS,
  'webhook_disabled',
  'webhook_failing',
  'rule_stopped',
  'hook_quarantined',
])

export const isNotice = (kind: MailKind): kind is Notice => NOTICES.has(kind)

/** What a mail is: to the requester, to the team, or about mail itself. */
export type MailKind =
  | 'acknowledgement'
  | 'answer'
  | 'closing'
  | 'survey'
  | keyof Notifications
  | 'digest'
  | 'lane_paused'
  /** What a rule tells somebody of a ticket. */
  | 'rule_notice'
  | OwnerNotice
  | 'letter'
  /** What lets its reader in. */
  | 'invitation'
  | 'password_reset'
  | 'test'

/**
 * What lets its reader in goes by the operator's server and from the operator's sender, never by a desk's own: an account
 * may be good for other desks as well, whose administrators are not this one's.
 */
export const LETS_IN: ReadonlySet<MailKind> = new Set(['invitation', 'password_reset'])

export const TO_CUSTOMERS: ReadonlySet<MailKind> = new Set(['acknowledgement', 'answer', 'closing', 'survey'])

/** A delivery's data: all of a mail that is decided when its event is planned. Snake case, since the outbox shows it. */
export type MailData = {
  kind: MailKind
  /** Whom this copy is for: the envelope's recipient. */
  to: Address
  subject: string
  /** With its angle brackets. */
  message_id: string
  culture: string
  /** The header's To and Cc where a mail has several recipients, each with a copy of their own. */
  shown?: { to: Address[]; cc: Address[] }
  /** Why this copy can be declined; absent where it is part of a conversation of the recipient's own. */
  member_id?: string
  /** An answer that ends the ticket says so. */
  closes?: boolean
  survey?: boolean
  /** A digest's beginning, ISO 8601 with microseconds as PostgreSQL has them. */
  digest_since?: string
}

/** A mail that an event asks for, before it is known whether its recipient may and wants to have it. */
export type Draft = Omit<MailData, 'message_id' | 'subject'> & { event: LoggedEvent }
