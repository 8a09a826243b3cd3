import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Template, Texts } from './template.ts'

/** A text that a template has, or had. `author` is who published it; empty where that was not kept yet. */
export type Version = Texts & { version: number; author: string; created_at: string }

export type VersionNotFound = { code: 'version_not_found' }

const VERSION = ['version', 'format', 'subject', 'body', 'translations', 'author', 'created_at'] as const

const toVersion = (row: Omit<Version, 'created_at'> & { created_at: Date }): Version => ({
  ...row,
  created_at: row.created_at.toISOString(),
})

/** Keeps the texts that a template has from now on. */
export const keepVersion = async ({ tx, actor }: Change, template: Template): Promise<void> => {
  await tx
    .insertInto('template_version')
    .values({
      desk_id: actor.deskId,
      template_id: template.id,
      version: template.version,
      format: template.format,
      subject: template.subject,
      body: template.body,
      translations: JSON.stringify(template.translations),
      author: actor.name,
      created_at: template.updated_at,
    })
    .execute()
}

/** A template's versions, the latest first; none where the desk has no such template. */
export const listVersions = async (
  { store }: Lodge,
  { deskId }: Actor,
  templateId: string,
  { limit, after }: Paging<[version: number]>,
): Promise<Page<Version>> => {
  let query = store.db
    .selectFrom('template_version')
    .select(VERSION)
    .where('desk_id', '=', deskId)
    .where('template_id', '=', templateId)
    .orderBy('version', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('version', '<', after[0])
  return toPage(await query.execute(), limit, (row) => [row.version], toVersion)
}

/** One version by its number. */
export const getVersion = async (
  db: Lodge['store']['db'],
  { deskId }: Actor,
  templateId: string,
  version: number,
): Promise<Result<Version, VersionNotFound>> => {
  if (!looksLikeId(templateId)) return fail({ code: 'version_not_found' })
  const row = await db
    .selectFrom('template_version')
    .select(VERSION)
    .where('desk_id', '=', deskId)
    .where('template_id', '=', templateId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? ok(toVersion(row)) : fail({ code: 'version_not_found' })
}
