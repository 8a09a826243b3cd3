import { fail, ok, type Result } from '../result.ts'
import { type RenderOptions, renderSource, type TemplateScope } from '../templates/render.ts'
import type { InterventionField } from './intervention.ts'

/** What was asked and answered, as templates see it in `fields`; null where nothing was. */
export type Answer = { name: string; label: string; value: unknown }

export type InvalidAnswer = { code: 'invalid_data'; path: string; reason: string; message: string }

type Values = Record<string, unknown>

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Where the answers came from; whether all that is required must be there by now; whether nothing else may be. */
type Checked = { at: 'data' | 'values'; complete: boolean }

/** Whether there is what an intervention asks for, each of its kind. */
export const checkAnswers = (
  fields: InterventionField[],
  values: Values,
  { at, complete }: Checked,
): Result<null, InvalidAnswer> => {
  for (const field of fields) {
    const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined
    const wrong = isNothing(value)
      ? complete && field.required && (['required', 'is required'] as const)
      : wrongWith(field, value)
    if (wrong) {
      return fail({ code: 'invalid_data', path: `${at}.${field.name}`, reason: wrong[0], message: wrong[1] })
    }
  }
  return ok(null)
}

/** Why a value is none of its field's kind: a code, and what is allowed. */
const wrongWith = (
  { kind, options }: InterventionField,
  value: unknown,
): readonly [reason: string, message: string] | undefined => {
  if (kind === 'number') return typeof value === 'number' ? undefined : ['wrong_type', 'must be a number']
  if (kind === 'checkbox') return typeof value === 'boolean' ? undefined : ['wrong_type', 'must be true or false']
  if (typeof value !== 'string') return ['wrong_type', 'must be a string']
  if (kind === 'date') return isDate(value) ? undefined : ['invalid_date', 'must be a date: YYYY-MM-DD']
  if (kind === 'select' && !options.includes(value)) return ['not_allowed', `must be one of: ${options.join(', ')}`]
  return undefined
}

/** A day there is, as ISO 8601 writes it. */
const isDate = (text: string): boolean => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** Of what came in, what the fields ask for. */
export const valuesIn = (fields: InterventionField[], given: Values): Values =>
  Object.fromEntries(
    fields.flatMap(({ name }) => (Object.hasOwn(given, name) && !isNothing(given[name]) ? [[name, given[name]]] : [])),
  )

/** The answers under their labels, those with their placeholders filled. A label that cannot be is shown as it is written. */
export const answersOf = (
  fields: InterventionField[],
  values: Values,
  scope: TemplateScope,
  options: RenderOptions,
): Answer[] =>
  fields.map(({ name, label }) => {
    const filled = renderSource('text', label, scope, options)
    const value = Object.hasOwn(values, name) ? values[name] : null
    return { name, label: filled.ok ? filled.value : label, value }
  })

/** What came in besides the answers, where it is text or a number, under its own name. */
export const othersIn = (fields: InterventionField[], given: Values): Answer[] =>
  Object.entries(given)
    .filter(([name, value]) => typeof value !== 'object' && !fields.some((field) => field.name === name))
    .map(([name, value]) => ({ name, label: name, value }))

/** The answers as plain text, for where no template says more. */
export const listAnswers = (title: string, answers: Answer[]): string => {
  const given = answers.filter(({ value }) => !isNothing(value))
  return [title, ...given.map(({ label, value }) => `${label}: ${String(value)}`)].join('\n')
}
