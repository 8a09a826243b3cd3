import { sql } from 'kysely'
import type { Store } from '../../store/open.ts'

/** Nobody comes back to what they left for so long; their uploads would stay for ever. */
const DRAFT_DAYS = 90
/** How long one who comes too late to cancel a message is told that it was sent. */
const SENT_DAYS = 1

/** Forgets old drafts, and messages that were sent at their time. */
export const forgetUnsent = async ({ db }: Store): Promise<void> => {
  await sql`delete from draft where updated_at < now() - make_interval(days => ${DRAFT_DAYS})`.execute(db)
  await sql`
    delete from scheduled_message
    where state = 'sent' and send_at < now() - make_interval(days => ${SENT_DAYS})`.execute(db)
}
