import type { FieldKind } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { resolveReferences, type UnknownReference } from '../tickets/references.ts'
import { FIELD, type Field, toField } from './field.ts'

export type NewField = {
  key: string
  label: string
  kind: FieldKind
  options: string[]
  /** Id or name; null for all. */
  department: string | null
  type: string | null
  required: boolean
  position: number
}

export type CreateFieldError = UnknownReference | { code: 'key_taken' } | { code: 'too_many_fields' } | WrongOptions

/** A select needs some, and nothing else has any. */
export type WrongOptions = { code: 'wrong_options'; message: string }

/** All of them are looked through for each ticket. */
export const FIELD_DEFINITIONS_MAX = 200

export const checkOptions = (kind: FieldKind, options: string[]): WrongOptions | undefined => {
  if (kind === 'select' && options.length === 0) return { code: 'wrong_options', message: 'needs one at least' }
  if (kind !== 'select' && options.length > 0) return { code: 'wrong_options', message: 'are for the kind select' }
  return undefined
}

/** Says what tickets' values under a key may be. What tickets have already stays. */
export const createField = async (change: Change, given: NewField): Promise<Result<Field, CreateFieldError>> => {
  const { tx, lodge, actor } = change
  const wrong = checkOptions(given.kind, given.options)
  if (wrong) return fail(wrong)
  await lockSettings(change)
  const places = await resolveReferences(change, {
    department: given.department ?? undefined,
    type: given.type ?? undefined,
  })
  if (!places.ok) return places
  const known = await tx.selectFrom('field').select('key').where('desk_id', '=', actor.deskId).execute()
  if (known.some(({ key }) => key === given.key)) return fail({ code: 'key_taken' })
  if (known.length >= FIELD_DEFINITIONS_MAX) return fail({ code: 'too_many_fields' })
  const row = await tx
    .insertInto('field')
    .values({
      desk_id: actor.deskId,
      id: lodge.store.nextId(),
      key: given.key,
      label: given.label,
      kind: given.kind,
      options: given.options,
      department_id: places.value.department?.id ?? null,
      ticket_type_id: places.value.type?.id ?? null,
      is_required: given.required,
      position: given.position,
    })
    .returning(FIELD)
    .executeTakeFirstOrThrow()
  const field = toField(row)
  await recordEvent(change, { type: 'field.created', data: { field } })
  return ok(field)
}
