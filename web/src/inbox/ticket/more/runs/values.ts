import type { InterventionField } from '../../../../api/types.ts'

/** What is typed into a run's form, by field: text, or yes and no. */
export type Typed = Record<string, string | boolean>

/** A form as it begins: with what was filled in before. */
export const typedOf = (fields: readonly (InterventionField & { value?: unknown })[]): Typed =>
  Object.fromEntries(
    fields.map(({ name, kind, value }) => [
      name,
      kind === 'checkbox' ? value === true : value === null || value === undefined ? '' : String(value),
    ]),
  )

/** Which required fields are still empty, by name. A box answers either way. */
export const missingIn = (fields: readonly InterventionField[], typed: Typed): string[] =>
  fields
    .filter(({ name, required }) => {
      const value = typed[name]
      return required && typeof value === 'string' && value.trim() === ''
    })
    .map(({ name }) => name)

/** What the API gets: numbers as numbers, and nothing for what is empty. A number that is none goes as it is: it is refused. */
export const valuesOf = (fields: readonly InterventionField[], typed: Typed): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap(({ name, kind }): [string, unknown][] => {
      const value = typed[name]
      if (typeof value !== 'string') return [[name, value ?? false]]
      const text = value.trim()
      if (text === '') return []
      return [[name, kind === 'number' && Number.isFinite(Number(text)) ? Number(text) : text]]
    }),
  )
