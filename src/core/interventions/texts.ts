import type { Kysely } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTemplate } from '../templates/find.ts'
import type { RenderError } from '../templates/reply.ts'
import { type Template, toTemplate } from '../templates/template.ts'
import type { InterventionRow } from './intervention.ts'

/** What an intervention says, and when: to the team and to the requester as it starts, and once it is done. */
export const TEXTS = ['private', 'public', 'final'] as const
export type TextKind = (typeof TEXTS)[number]

/** The templates of a run; null where it has none. */
export type Texts = Record<TextKind, Template | null>

/** Which of them cannot be used, and why not. */
export type TextError = {
  code: 'text_unusable'
  of: `${TextKind}_template`
  error: { code: 'template_disabled' } | RenderError
}

type Named = Pick<InterventionRow, 'name' | 'private_template' | 'public_template' | 'final_template'>

/** Those that an intervention names, else those that are named after it: `<name>.private`, `.public` and `.final`. */
export const findTexts = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  intervention: Named,
): Promise<Result<Texts, TextError>> => {
  const texts: Texts = { private: null, public: null, final: null }
  for (const kind of TEXTS) {
    const named = intervention[`${kind}_template`]
    const row = await findTemplate(db, deskId, named?.id ?? `${intervention.name}.${kind}`)
    if (!row) continue
    if (!row.enabled) {
      return fail({ code: 'text_unusable', of: `${kind}_template`, error: { code: 'template_disabled' } })
    }
    texts[kind] = toTemplate(row)
  }
  return ok(texts)
}
