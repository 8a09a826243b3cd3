import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { selectTemplates } from './find.ts'
import { type Template, toTemplate } from './template.ts'

/** A template by id, archived ones too. */
export const getTemplate = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
): Promise<Result<Template, { code: 'template_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'template_not_found' })
  const row = await selectTemplates(lodge.store.db)
    .where('template.desk_id', '=', actor.deskId)
    .where('template.id', '=', id)
    .executeTakeFirst()
  return row ? ok(toTemplate(row)) : fail({ code: 'template_not_found' })
}
