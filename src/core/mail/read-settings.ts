import type { Database } from '../../store/open.ts'
import { DEFAULTS, MAIL_SETTINGS, type MailSettingsRow } from './settings.ts'

/** A desk's settings as they are stored; the defaults where it has set none. Within a change `db` is its transaction. */
export const readMailSettings = async (db: Database, deskId: string): Promise<MailSettingsRow> =>
  (await db.selectFrom('mail_settings').select(MAIL_SETTINGS).where('desk_id', '=', deskId).executeTakeFirst()) ??
  DEFAULTS
