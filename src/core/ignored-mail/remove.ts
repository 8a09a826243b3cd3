import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { IGNORED_MAIL, type IgnoredMail, toIgnoredMail } from './ignored-mail.ts'

/** Lets such mail become tickets again. */
export const stopIgnoringMail = async (
  change: Change,
  id: string,
): Promise<Result<IgnoredMail, { code: 'ignored_mail_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'ignored_mail_not_found' })
  const row = await change.tx
    .deleteFrom('ignored_mail')
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(IGNORED_MAIL)
    .executeTakeFirst()
  if (!row) return fail({ code: 'ignored_mail_not_found' })
  const ignored_mail = toIgnoredMail(row)
  await recordEvent(change, { type: 'ignored_mail.removed', data: { ignored_mail } })
  return ok(ignored_mail)
}
