import type { WholeTicket } from '../ticket.ts'

export const TRANSCRIPT_FORMATS = ['html', 'pdf'] as const
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number]

/** What is on a transcript besides the conversation. */
export type TranscriptOptions = {
  /** What is known of the ticket: status, people, times, fields. */
  details: boolean
  /** Notes among agents too. */
  notes: boolean
  /** Whether each author is said to be the customer, an agent, a program. */
  authorKinds: boolean
  /** Pictures that messages show in place (`cid:`) are in the html itself. A pdf lists them by name. */
  pictures: boolean
  /** Of the words, in CSS pixels (0.75 points). */
  fontSize: number
  /** Where the conversation is to be seen; null is not said. */
  link: string | null
  /** Of Lodge's own words; the ticket's where null. */
  culture: string | null
}

/** A picture by the address that messages show it under: `cid:` and its attachment's name or id. */
export type Picture = { attachmentId: string; name: string; dataUrl: string }

/** All that a transcript is written from: no database, no file and no network are asked after. */
export type TranscriptContent = { ticket: WholeTicket; pictures: Picture[]; options: TranscriptOptions }
