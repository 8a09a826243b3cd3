/** Why a mail became no message, in a word. */
export const MAIL_CAUSES = [
  // Noted: nothing is left to do.
  'own',
  'duplicate',
  'auto_reply',
  'ignored',
  'bounce',
  'complaint',
  // Kept back: to be looked at, and released if need be.
  'spam',
  'blocked',
  'rate',
  'unverified',
  'own_address',
  'no_sender',
  'unreadable',
  'failed',
] as const

export type MailCause = (typeof MAIL_CAUSES)[number]
