import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'

/** A mail that is of no ticket, as its sender wrote it; the html is sanitised. */
export type Letter = {
  to: string
  /** Null for the desk's own sender. */
  from: { address: string; name: string } | null
  subject: string
  text: string
  html: string | null
}

/** Asks for a mail to be sent. It goes the way of all others: by an event. */
export const requestMail = (change: Change, letter: Letter): Promise<void> =>
  recordEvent(change, { type: 'mail.requested', data: { letter } })
