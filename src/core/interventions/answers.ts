import { fail, ok, type Result } from '../result.ts'
import { type RenderOptions, renderSource, type TemplateScope } from '../templates/render.ts'
import type { InterventionField } from './intervention.ts'

/** What was asked and answered, as templates see it in `fields`; null where nothing was. */
export type Answer = { name: string; label: string; value: unknown }

export type InvalidAnswer = { code: 'invalid_data'; path: string; reason: string; message: string }

/** Whether the data has what an intervention asks for. What it does not ask for may be there too. */
export const checkAnswers = (
  fields: InterventionField[],
  data: Record<string, unknown>,
): Result<null, InvalidAnswer> => {
  for (const { name, kind, required, options } of fields) {
    const wrong = (reason: string, message: string) =>
      fail<InvalidAnswer>({ code: 'invalid_data', path: `data.${name}`, reason, message })
    const value = Object.hasOwn(data, name) ? data[name] : undefined
    if (value === undefined || value === null || value === '') {
      if (required) return wrong('required', 'is required')
    } else if (kind === 'number' && typeof value !== 'number') return wrong('wrong_type', 'must be a number')
    else if (kind === 'checkbox' && typeof value !== 'boolean') return wrong('wrong_type', 'must be true or false')
    else if ((kind === 'text' || kind === 'select') && typeof value !== 'string') {
      return wrong('wrong_type', 'must be a string')
    } else if (kind === 'select' && !options.includes(String(value))) {
      return wrong('not_allowed', `must be one of: ${options.join(', ')}`)
    }
  }
  return ok(null)
}

/** The answers under their labels, those with their placeholders filled. A label that cannot be is shown as it is written. */
export const answersOf = (
  fields: InterventionField[],
  data: Record<string, unknown>,
  scope: TemplateScope,
  options: RenderOptions,
): Answer[] =>
  fields.map(({ name, label }) => {
    const filled = renderSource('text', label, scope, options)
    const value = Object.hasOwn(data, name) ? data[name] : null
    return { name, label: filled.ok ? filled.value : label, value }
  })

/** The answers as plain text, for where no template says more. */
export const listAnswers = (title: string, answers: Answer[]): string => {
  const given = answers.filter(({ value }) => value !== null && value !== undefined && value !== '')
  return [title, ...given.map(({ label, value }) => `${label}: ${String(value)}`)].join('\n')
}
