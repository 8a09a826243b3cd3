import { isDeepStrictEqual } from 'node:util'
import { sqlState } from '../../store/errors.ts'
import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkTexts } from './check.ts'
import type { NewTemplate, WriteTemplateError } from './create.ts'
import { liveTemplate } from './find.ts'
import { type Template, type Text, type Translations, textsOf, toTemplate } from './template.ts'
import { keepVersion } from './versions.ts'

type Optional<T> = { [Key in keyof T]?: T[Key] | undefined }

/** What is absent stays. Translations are merged by culture; null removes one. */
export type TemplateChanges = Optional<Omit<NewTemplate, 'translations'>> & {
  translations?: Record<string, Text | null> | undefined
}

export const TRANSLATIONS_MAX = 30

export type UpdateTemplateError =
  | WriteTemplateError
  | { code: 'template_not_found' }
  | { code: 'too_many_translations' }

/** Changes a template; another text is a new version of it. After `identifier_taken` the transaction is lost: undo it. */
export const updateTemplate = async (
  change: Change,
  id: string,
  given: TemplateChanges,
): Promise<Result<Template, UpdateTemplateError>> => {
  const known = await liveTemplate(change, id)
  if (!known) return fail({ code: 'template_not_found' })
  const { department: wanted, translations: wantedTranslations, suppressNotification, ...columns } = given
  const translations = merge(known.translations, wantedTranslations)
  if (Object.keys(translations).length > TRANSLATIONS_MAX) return fail({ code: 'too_many_translations' })
  const format = given.format ?? known.format
  const texts = { format, subject: given.subject ?? known.subject, body: given.body ?? known.body, translations }
  const checked = checkTexts(format, texts, translations)
  if (!checked.ok) return checked
  const department =
    wanted === undefined
      ? known.department_id === null
        ? null
        : { id: known.department_id, name: known.department_name }
      : wanted === null
        ? null
        : await findDepartment(change, wanted)
  if (department === undefined) return fail({ code: 'department_not_found' })
  const isNew = !isDeepStrictEqual(texts, textsOf(known))
  try {
    const row = await change.tx
      .updateTable('template')
      .set({
        ...columns,
        translations: JSON.stringify(translations),
        suppress_notification: suppressNotification ?? known.suppress_notification,
        version: known.version + (isNew ? 1 : 0),
        department_id: department?.id ?? null,
        updated_at: new Date(),
      })
      .where('desk_id', '=', change.actor.deskId)
      .where('id', '=', id)
      .returning(['id', 'type', 'identifier', 'name', 'format', 'subject', 'body', 'enabled'])
      .returning(['suppress_notification', 'category', 'subcategory', 'version'])
      .returning(['created_at', 'updated_at', 'archived_at'])
      .executeTakeFirstOrThrow()
    const template = toTemplate({
      ...row,
      translations,
      has_draft: known.has_draft,
      department_id: department?.id ?? null,
      department_name: department?.name ?? null,
    })
    if (isNew) await keepVersion(change, template)
    await recordEvent(change, { type: 'template.updated', data: { template } })
    return ok(template)
  } catch (error) {
    if (sqlState(error) === '23505') return fail({ code: 'identifier_taken' })
    throw error
  }
}

const merge = (known: Translations, given: Record<string, Text | null> = {}): Translations => {
  const merged = new Map(Object.entries(known))
  for (const [culture, text] of Object.entries(given)) {
    if (text === null) merged.delete(culture)
    else merged.set(culture, text)
  }
  return Object.fromEntries(merged)
}
