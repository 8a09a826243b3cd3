import type { TicketStatus } from '../../store/schema.ts'

/** The states of the list's and create's pages; an official client also knows Undefined, for none. */
export const STATES = ['Open', 'Closed', 'Pending', 'Snoozed'] as const
export type State = (typeof STATES)[number]

/** The languages of greetings and surveys. */
export const CULTURES = ['en-US', 'he-IL', 'pt-PT', 'es-ES'] as const
export type Culture = (typeof CULTURES)[number]

/** What of ours is shown as which state. */
export const STATE_OF: Record<TicketStatus, State> = {
  open: 'Open',
  pending: 'Pending',
  snoozed: 'Snoozed',
  resolved: 'Closed',
  closed: 'Closed',
  spam: 'Closed',
}

/** What a state becomes that a client sets. */
export const STATUS_OF: Record<State, TicketStatus> = {
  Open: 'open',
  Closed: 'closed',
  Pending: 'pending',
  Snoozed: 'snoozed',
}

/** The statuses that a filter by state means. */
export const statusesOf = (states: readonly State[]): TicketStatus[] =>
  (Object.keys(STATE_OF) as TicketStatus[]).filter((status) => states.includes(STATE_OF[status])) // the table has no other keys

/** Their page on participants, and the ones that only the official clients name. */
export const PROTOCOLS = [
  'SMS',
  'WhatsApp',
  'Mail',
  'Web',
  'FBmessenger',
  'FacebookMessenger',
  'WebViaSMS',
  'TelegramBot',
  'FacebookFeed',
  'InstagramFeed',
  'PhoneCall',
  'Viber',
  'AppleBusinessChat',
  'GoogleBusinessMessages',
  'GoogleBusinessReviews',
  'Undefined',
] as const
export type Protocol = (typeof PROTOCOLS)[number]

/** Who is reached by a telephone number. */
export const PHONE_PROTOCOLS: readonly Protocol[] = ['SMS', 'WhatsApp', 'WebViaSMS', 'PhoneCall', 'Viber']

/** Two spellings of one protocol. The official C# client fails on the documented one, so the other goes out. */
export const shownProtocol = (protocol: Protocol): Protocol =>
  protocol === 'FBmessenger' ? 'FacebookMessenger' : protocol

export const SUB_PROTOCOLS = ['Undefined', 'MailTo', 'MailCc', 'MailBcc'] as const
export type SubProtocol = (typeof SUB_PROTOCOLS)[number]

export const PARTICIPANT_TYPES = ['Client', 'User', 'System'] as const
export type ParticipantType = (typeof PARTICIPANT_TYPES)[number]

/** Snoozed has no end in this contract: after a day the ticket is open again. */
export const SNOOZE_MS = 24 * 60 * 60 * 1_000
