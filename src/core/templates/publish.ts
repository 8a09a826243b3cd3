import type { Change } from '../change.ts'
import { fail, type Result } from '../result.ts'
import { getDraft, writeDraft } from './draft.ts'
import { liveTemplate } from './find.ts'
import { type Template, type Texts, textsOf } from './template.ts'
import { type TemplateChanges, type UpdateTemplateError, updateTemplate } from './update.ts'
import { getVersion, type VersionNotFound } from './versions.ts'

export type PublishError = UpdateTemplateError | { code: 'draft_not_found' }
export type RestoreError = UpdateTemplateError | VersionNotFound

/** Makes a template's draft its text, as its next version; there is no draft then. */
export const publishDraft = async (change: Change, id: string): Promise<Result<Template, PublishError>> => {
  const known = await liveTemplate(change, id)
  if (!known) return fail({ code: 'template_not_found' })
  const draft = await getDraft(change.tx, change.actor, id)
  if (!draft) return fail({ code: 'draft_not_found' })
  await writeDraft(change, id, null)
  return updateTemplate(change, id, inPlaceOf(known, draft))
}

/** Makes a text that a template had its text again, as its next version. */
export const restoreVersion = async (
  change: Change,
  id: string,
  version: number,
): Promise<Result<Template, RestoreError>> => {
  const known = await liveTemplate(change, id)
  if (!known) return fail({ code: 'template_not_found' })
  const found = await getVersion(change.tx, change.actor, id, version)
  return found.ok ? updateTemplate(change, id, inPlaceOf(known, found.value)) : found
}

/** The changes that make one text of another: a language that only the old one has goes. */
const inPlaceOf = (known: Texts, texts: Texts): TemplateChanges => {
  const gone = Object.keys(known.translations).map((culture): [string, null] => [culture, null])
  return { ...textsOf(texts), translations: { ...Object.fromEntries(gone), ...texts.translations } }
}
