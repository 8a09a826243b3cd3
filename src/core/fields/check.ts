import type { FieldKind } from '../../store/schema.ts'
import type { Named } from '../tickets/ticket.ts'

/** A definition as values are checked by. */
export type FieldRule = {
  key: string
  label: string
  kind: FieldKind
  options: string[]
  department_id: string | null
  ticket_type_id: string | null
  is_required: boolean
}

export type InvalidField = { code: 'invalid_field'; path: string; reason: string; message: string }

type Place = { department: Named; type: Named }

const rulesFor = (rules: FieldRule[], { department, type }: Place): FieldRule[] =>
  rules.filter(
    ({ department_id, ticket_type_id }) =>
      (department_id === null || department_id === department.id) &&
      (ticket_type_id === null || ticket_type_id === type.id),
  )

/** The first value that is not what its definition says. What has none may be anything, and what is empty is not there. */
export const invalidField = (
  rules: FieldRule[],
  place: Place,
  given: Record<string, string | null>,
): InvalidField | undefined => {
  for (const rule of rulesFor(rules, place)) {
    const value = Object.hasOwn(given, rule.key) ? given[rule.key] : null
    if (value === null || value === undefined || value === '') continue
    const wrong = WRONG[rule.kind](value, rule.options)
    if (wrong) return { code: 'invalid_field', path: `fields.${rule.key}`, ...wrong }
  }
  return undefined
}

/** The first value that a ticket needs before it is done, and has not. */
export const missingField = (
  rules: FieldRule[],
  ticket: Place & { fields: Record<string, string> },
): InvalidField | undefined => {
  const missing = rulesFor(rules, ticket).find(
    ({ is_required, key }) => is_required && (!Object.hasOwn(ticket.fields, key) || ticket.fields[key] === ''),
  )
  if (!missing) return undefined
  const message = `is required before the ticket is done (${missing.label})`
  return { code: 'invalid_field', path: `fields.${missing.key}`, reason: 'required', message }
}

type Wrong = { reason: string; message: string } | undefined

const WRONG: Record<FieldKind, (value: string, options: string[]) => Wrong> = {
  text: () => undefined,
  number: (value) =>
    /^-?\d+(\.\d+)?$/.test(value) ? undefined : { reason: 'not_a_number', message: 'must be a number like -12.5' },
  date: (value) => (isDay(value) ? undefined : { reason: 'not_a_date', message: 'must be a day like 2026-06-04' }),
  select: (value, options) =>
    options.includes(value) ? undefined : { reason: 'not_an_option', message: `must be one of ${options.join(', ')}` },
  checkbox: (value) =>
    value === 'true' || value === 'false' ? undefined : { reason: 'not_yes_or_no', message: 'must be true or false' },
}

const isDay = (value: string): boolean => {
  const date = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(value) : undefined
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value
}
