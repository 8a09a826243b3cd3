import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { FIELD, type Field, toField } from './field.ts'

/** Takes a definition away, and says what it was. Tickets keep their values, as named texts. */
export const deleteField = async (change: Change, id: string): Promise<Result<Field, { code: 'field_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'field_not_found' })
  const row = await change.tx
    .deleteFrom('field')
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(FIELD)
    .executeTakeFirst()
  if (!row) return fail({ code: 'field_not_found' })
  const field = toField(row)
  await recordEvent(change, { type: 'field.deleted', data: { field } })
  return ok(field)
}
