import type { Kysely } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTemplate } from '../templates/find.ts'
import type { RenderError } from '../templates/reply.ts'
import { type Template, toTemplate } from '../templates/template.ts'
import type { InterventionRow } from './intervention.ts'

/** The templates of a run; null where it has none. */
export type Texts = { private: Template | null; public: Template | null }

/** Which of the two cannot be used, and why not. */
export type TextError = {
  code: 'text_unusable'
  of: 'private_template' | 'public_template'
  error: { code: 'template_disabled' } | RenderError
}

/** Those that an intervention names, else those that are named after it: `<name>.private` and `<name>.public`. */
export const findTexts = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  { name, private_template, public_template }: Pick<InterventionRow, 'name' | 'private_template' | 'public_template'>,
): Promise<Result<Texts, TextError>> => {
  const texts: Texts = { private: null, public: null }
  for (const [kind, named] of [
    ['private', private_template],
    ['public', public_template],
  ] as const) {
    const row = await findTemplate(db, deskId, named?.id ?? `${name}.${kind}`)
    if (!row) continue
    if (!row.enabled) {
      return fail({ code: 'text_unusable', of: `${kind}_template`, error: { code: 'template_disabled' } })
    }
    texts[kind] = toTemplate(row)
  }
  return ok(texts)
}
