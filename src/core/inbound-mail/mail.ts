import type { InboundMailState, MailEnvelope, MailVerdict } from '../../store/schema.ts'
import type { MailCause } from './cause.ts'

/** A mail that came in, as a list shows it. */
export type InboundMail = {
  id: string
  mailbox_id: string
  /** `stored`: what becomes of it is not known yet. */
  state: InboundMailState
  /** Why, in a word: null where it became a message, or is not decided. */
  cause: MailCause | null
  /** Why, in words for the desk's people. */
  reason: string | null
  message_id: string | null
  /** Bytes. */
  size: number
  sha256: string
  envelope: MailEnvelope
  verdict: MailVerdict | null
  ticket_id: string | null
  /** How often it was worked on, and what went wrong at the last time. */
  attempts: number
  error: string | null
  received_at: string
  decided_at: string | null
}

export type InboundMailRow = Omit<InboundMail, 'size' | 'received_at' | 'decided_at'> & {
  size: string
  received_at: Date
  decided_at: Date | null
}

/** The columns of an InboundMailRow. */
export const INBOUND_MAIL = `id, mailbox_id, state, cause, reason, message_id, size, encode(sha256, 'hex') as sha256, envelope, verdict,
  ticket_id, attempts, error, received_at, decided_at`

export const toInboundMail = (row: InboundMailRow): InboundMail => ({
  id: row.id,
  mailbox_id: row.mailbox_id,
  state: row.state,
  cause: row.cause,
  reason: row.reason,
  message_id: row.message_id,
  size: Number(row.size),
  sha256: row.sha256,
  envelope: row.envelope,
  verdict: row.verdict,
  ticket_id: row.ticket_id,
  attempts: row.attempts,
  error: row.error,
  received_at: row.received_at.toISOString(),
  decided_at: row.decided_at?.toISOString() ?? null,
})
