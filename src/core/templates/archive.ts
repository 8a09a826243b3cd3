import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { TEXTS } from '../interventions/texts.ts'
import { fail, ok, type Result } from '../result.ts'
import { liveTemplate } from './find.ts'
import { type Template, toTemplate } from './template.ts'

export type ArchiveTemplateError = { code: 'template_not_found' } | { code: 'template_in_use'; by: string[] }

/** Takes a template out of use, and frees its identifier. Not while interventions name it: `by` is who they are. */
export const archiveTemplate = async (change: Change, id: string): Promise<Result<Template, ArchiveTemplateError>> => {
  const { tx, actor } = change
  // Nobody names it meanwhile.
  await lockSettings(change)
  const known = await liveTemplate(change, id)
  if (!known) return fail({ code: 'template_not_found' })
  const users = await tx
    .selectFrom('intervention')
    .select('name')
    .where('desk_id', '=', actor.deskId)
    .where('archived_at', 'is', null)
    .where((is) => is.or(TEXTS.map((kind) => is(`${kind}_template_id`, '=', id))))
    .orderBy('name')
    .limit(10)
    .execute()
  if (users.length > 0) return fail({ code: 'template_in_use', by: users.map(({ name }) => name) })
  const archivedAt = new Date()
  await tx
    .updateTable('template')
    .set({ archived_at: archivedAt })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
  const template = toTemplate({ ...known, archived_at: archivedAt })
  await recordEvent(change, { type: 'template.archived', data: { template } })
  return ok(template)
}
