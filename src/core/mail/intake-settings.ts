import type { Database } from '../../store/open.ts'
import type { RemoteImages, TicketPriority } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'

/** What a mark at the beginning of a subject means for the ticket: `[Bug]` is a bracket, `Form: …` a prefix. */
type SubjectPattern = {
  mark: { bracket: string } | { prefix: string }
  type?: string | undefined
  priority?: TicketPriority | undefined
  tags?: string[] | undefined
}

/** How a desk takes mail in, as the API shows it. */
export type MailIntakeSettings = {
  /** Days after it was closed in which an answer opens a ticket again; later it opens a new one that follows it. */
  reopen_days: number
  /** More mails of one sender in an hour are kept back. */
  sender_hourly: number
  subject_patterns: SubjectPattern[]
  /** Images elsewhere that a mail names: not shown, or fetched by us for who reads it. */
  remote_images: RemoteImages
}

export const INTAKE_DEFAULTS: MailIntakeSettings = {
  reopen_days: 14,
  sender_hourly: 60,
  subject_patterns: [],
  remote_images: 'block',
}

/** A desk's settings; the defaults where it has set none. */
export const readMailIntake = async (db: Database, deskId: string): Promise<MailIntakeSettings> => {
  const row = await db
    .selectFrom('mail_intake')
    .select(['reopen_days', 'sender_hourly', 'subject_patterns', 'remote_images'])
    .where('desk_id', '=', deskId)
    .executeTakeFirst()
  // Only saveMailIntake writes them.
  return row ? { ...row, subject_patterns: row.subject_patterns as SubjectPattern[] } : INTAKE_DEFAULTS
}

/** Sets all of them. */
export const saveMailIntake = async (change: Change, given: MailIntakeSettings): Promise<MailIntakeSettings> => {
  const columns = { ...given, subject_patterns: JSON.stringify(given.subject_patterns), updated_at: new Date() }
  await change.tx
    .insertInto('mail_intake')
    .values({ desk_id: change.actor.deskId, ...columns })
    .onConflict((conflict) => conflict.column('desk_id').doUpdateSet(columns))
    .execute()
  await recordEvent(change, { type: 'mail_intake.updated', data: { mail_intake: given } })
  return given
}
