import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { IGNORED_MAIL, type IgnoredMail, toIgnoredMail } from './ignored-mail.ts'

/** Ignores mail from now on; `value` as ignoredValue() spells it. */
export const ignoreMail = async (
  { tx, lodge, actor }: Change,
  given: Pick<IgnoredMail, 'kind' | 'value'>,
): Promise<Result<IgnoredMail, { code: 'ignored_already' }>> => {
  const row = await tx
    .insertInto('ignored_mail')
    .values({ desk_id: actor.deskId, id: lodge.store.nextId(), ...given })
    .onConflict((conflict) => conflict.doNothing())
    .returning(IGNORED_MAIL)
    .executeTakeFirst()
  if (!row) return fail({ code: 'ignored_already' })
  const ignored_mail = toIgnoredMail(row)
  await recordEvent({ tx, lodge, actor }, { type: 'ignored_mail.added', data: { ignored_mail } })
  return ok(ignored_mail)
}
