import { fail, ok, type Result } from '../result.ts'
import type { InvalidTemplate } from '../templates/check.ts'
import { renderSource } from '../templates/render.ts'
import { SAMPLE_SURROUNDINGS, SAMPLE_TICKET } from '../templates/sample.ts'
import { scopeOf } from '../templates/scope.ts'

/** Characters of html. */
export const SIGNATURE_MAX = 5_000

/** What stands below an answer in its mail: both forms, the html sanitised. */
export type Signature = { text: string; html: string }

/** Whether a signature can be used: a variable that no ticket has is found here, and not in a customer's mail. */
export const checkSignature = (source: string | null | undefined): Result<null, InvalidTemplate> => {
  if (!source) return ok(null)
  const scope = scopeOf(SAMPLE_TICKET, SAMPLE_SURROUNDINGS, {})
  const rendered = renderSource('html', source, scope, { missing: 'error', culture: SAMPLE_TICKET.culture })
  return rendered.ok ? ok(null) : fail({ ...rendered.error, code: 'invalid_template', path: 'signature' })
}
