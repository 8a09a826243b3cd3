import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { KEPT_DAYS } from '../retention/kept.ts'
import type { AttachmentSummary } from '../tickets/ticket.ts'

/** A mail that is of no ticket, as its sender wrote it; the html is sanitised, and shows its pictures by `cid:<id>`. */
export type Letter = {
  to: string
  /** Null for the desk's own sender. */
  from: { address: string; name: string } | null
  subject: string
  text: string
  html: string | null
  /** Absent where it has none. */
  attachments?: AttachmentSummary[]
}

/** Asks for a mail to be sent, with uploads of this change's. It goes the way of all others: by an event. */
export const requestMail = async (
  change: Change,
  letter: Omit<Letter, 'attachments'>,
  uploads: string[],
): Promise<void> => {
  const attachments = await keepUploads(change, uploads)
  await recordEvent(change, {
    type: 'mail.requested',
    data: { letter: attachments.length > 0 ? { ...letter, attachments } : letter },
  })
}

/** No message takes them: without a date of their own they were swept while the mail is still tried. */
const keepUploads = async ({ tx, actor }: Change, ids: string[]): Promise<AttachmentSummary[]> => {
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('attachment')
    .set({ kept_until: sql<Date>`now() + make_interval(days => ${KEPT_DAYS.deliveries})` })
    .where('desk_id', '=', actor.deskId)
    .where('id', 'in', ids)
    .where('ticket_id', 'is', null)
    .returning(['id', 'name', 'media_type', 'size', 'sha256'])
    .execute()
  return rows.map((row) => ({ ...row, size: Number(row.size), sha256: row.sha256.toString('hex') }))
}
