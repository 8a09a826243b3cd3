import { sqlState } from '../../store/errors.ts'
import type { BodyFormat, TemplateType } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkTexts, type InvalidTemplate } from './check.ts'
import { type Template, type Text, type Translations, toTemplate } from './template.ts'
import { keepVersion } from './versions.ts'

export type NewTemplate = Text & {
  type: TemplateType
  identifier: string
  name: string
  format: BodyFormat
  translations: Translations
  /** Id or name. */
  department: string | null
  enabled: boolean
  suppressNotification: boolean
  category: string
  subcategory: string
}

export type WriteTemplateError = { code: 'identifier_taken' } | { code: 'department_not_found' } | InvalidTemplate

/** Makes a template, every text of which can be used. After `identifier_taken` the transaction is lost: undo it. */
export const createTemplate = async (
  change: Change,
  given: NewTemplate,
): Promise<Result<Template, WriteTemplateError>> => {
  const { department: wanted, translations, suppressNotification, ...columns } = given
  const checked = checkTexts(given.format, given, translations)
  if (!checked.ok) return checked
  const department = wanted === null ? null : await findDepartment(change, wanted)
  if (department === undefined) return fail({ code: 'department_not_found' })
  try {
    const row = await change.tx
      .insertInto('template')
      .values({
        desk_id: change.actor.deskId,
        id: change.lodge.store.nextId(),
        ...columns,
        suppress_notification: suppressNotification,
        translations: JSON.stringify(translations),
        department_id: department?.id ?? null,
      })
      .returning(['id', 'created_at', 'updated_at', 'archived_at'])
      .executeTakeFirstOrThrow()
    const template = toTemplate({
      ...columns,
      ...row,
      translations,
      suppress_notification: suppressNotification,
      version: 1,
      has_draft: false,
      department_id: department?.id ?? null,
      department_name: department?.name ?? null,
    })
    await keepVersion(change, template)
    await recordEvent(change, { type: 'template.created', data: { template } })
    return ok(template)
  } catch (error) {
    if (sqlState(error) === '23505') return fail({ code: 'identifier_taken' })
    throw error
  }
}
