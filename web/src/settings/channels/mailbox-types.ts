import type { Mailbox, MailboxStatus } from '../../api/types.ts'

/** A mailbox as the API answers it: with how it does in lists, with the provider's URL where one was just made. */
export type MailboxAnswer = Mailbox & { status?: MailboxStatus; url?: string | null }
