import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkTexts, type InvalidTemplate } from './check.ts'
import { liveTemplate } from './find.ts'
import type { Draft, Texts } from './template.ts'

type TemplateNotFound = { code: 'template_not_found' }

/** Keeps texts to be worked on: nothing is sent from them until they are published. They can be used, as texts must be. */
export const saveDraft = async (
  change: Change,
  id: string,
  texts: Texts,
): Promise<Result<Draft, TemplateNotFound | InvalidTemplate>> => {
  const known = await liveTemplate(change, id)
  if (!known) return fail({ code: 'template_not_found' })
  const checked = checkTexts(texts.format, texts, texts.translations)
  if (!checked.ok) return checked
  const draft: Draft = { ...texts, updated_at: new Date().toISOString() }
  await writeDraft(change, id, draft)
  await recordEvent(change, { type: 'template.draft_saved', data: { template: named(known), draft } })
  return ok(draft)
}

/** Throws a draft away. */
export const discardDraft = async (
  change: Change,
  id: string,
): Promise<Result<Draft, TemplateNotFound | { code: 'draft_not_found' }>> => {
  const known = await liveTemplate(change, id)
  if (!known) return fail({ code: 'template_not_found' })
  const draft = await getDraft(change.tx, change.actor, id)
  if (!draft) return fail({ code: 'draft_not_found' })
  await writeDraft(change, id, null)
  await recordEvent(change, { type: 'template.draft_discarded', data: { template: named(known), draft } })
  return ok(draft)
}

/** A template's draft; undefined where it has none. */
export const getDraft = async (db: Lodge['store']['db'], { deskId }: Actor, id: string): Promise<Draft | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await db
    .selectFrom('template')
    .select('draft')
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return row?.draft ?? undefined
}

/** Keeps a draft, or forgets it. */
export const writeDraft = async ({ tx, actor }: Change, id: string, draft: Draft | null): Promise<void> => {
  await tx
    .updateTable('template')
    .set({ draft: draft && JSON.stringify(draft) })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
}

const named = ({ id, identifier, name }: { id: string; identifier: string; name: string }) => ({
  id,
  identifier,
  name,
})
