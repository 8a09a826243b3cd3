import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { resolveReferences, type UnknownReference } from '../tickets/references.ts'
import { checkOptions, type NewField, type WrongOptions } from './create.ts'
import { FIELD, type Field, toField } from './field.ts'
import { findField } from './find.ts'

/** What is absent stays. The key and the kind do: tickets have values under the one, of the other. */
export type FieldChanges = { [Key in Exclude<keyof NewField, 'key' | 'kind'>]?: NewField[Key] | undefined }

/** Changes what values may be from now on; what tickets have stays as it is. */
export const updateField = async (
  change: Change,
  id: string,
  given: FieldChanges,
): Promise<Result<Field, { code: 'field_not_found' } | UnknownReference | WrongOptions>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const before = await findField(tx, actor, id)
  if (!before) return fail({ code: 'field_not_found' })
  const wrong = given.options && checkOptions(before.kind, given.options)
  if (wrong) return fail(wrong)
  const { department, type } = given
  const places = await resolveReferences(change, { department: department ?? undefined, type: type ?? undefined })
  if (!places.ok) return places
  const row = await tx
    .updateTable('field')
    .set({
      label: given.label,
      options: given.options,
      department_id: department === null ? null : places.value.department?.id,
      ticket_type_id: type === null ? null : places.value.type?.id,
      is_required: given.required,
      position: given.position,
      updated_at: new Date(),
    })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returning(FIELD)
    .executeTakeFirstOrThrow()
  const field = toField(row)
  await recordEvent(change, { type: 'field.updated', data: { field } })
  return ok(field)
}
