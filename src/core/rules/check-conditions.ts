import { type Condition, type Group, isCondition, type Operator } from './condition.ts'
import { DURATION_FORM, minutesOf } from './duration.ts'
import { FIELD_NAMES, type Field, fieldOf } from './field.ts'

/** One thing that is wrong: where, a stable code, and what is allowed there. */
export type Wrong = { path: (string | number)[]; code: string; message: string }

const EMPTY: Operator[] = ['is_empty', 'is_not_empty']
const ONE_OF: Operator[] = ['is', 'is_not', 'in', 'not_in']
const TEXT: Operator[] = [...ONE_OF, 'contains', 'contains_not', 'contains_any', 'starts_with', 'ends_with', 'matches']

/** What may be asked of each kind of field. */
const ALLOWED: Record<Field['kind'], Operator[]> = {
  text: [...TEXT, ...EMPTY],
  value: [...TEXT, 'at_least', 'at_most', ...EMPTY],
  choice: ONE_OF,
  reference: [...ONE_OF, ...EMPTY],
  tags: ['contains', 'contains_not', 'contains_any', ...EMPTY],
  number: ['is', 'is_not', 'at_least', 'at_most'],
  time: ['older_than', 'newer_than', ...EMPTY],
  yes_no: ['is'],
}

const CONDITIONS_MAX = 100
const LISTS: ReadonlySet<Operator> = new Set(['in', 'not_in', 'contains_any'])

/** What is wrong with conditions, each of whose field, operator and value are there or not, but mean nothing yet. */
export const checkConditions = (group: Group): Wrong[] => {
  const all = conditionsOf(group)
  if (all.length > CONDITIONS_MAX) {
    return [{ path: [], code: 'too_many', message: `must have at most ${CONDITIONS_MAX} conditions` }]
  }
  return all.flatMap(({ condition, path }) => checkCondition(condition).map((wrong) => within(path, wrong)))
}

const within = (path: Wrong['path'], wrong: Wrong): Wrong => ({ ...wrong, path: [...path, ...wrong.path] })

/** Every condition, however deep, with its place. */
export const conditionsOf = (
  group: Group,
  above: (string | number)[] = [],
): { condition: Condition; path: (string | number)[] }[] =>
  (['all', 'any', 'none'] as const).flatMap((key) =>
    (group[key] ?? []).flatMap((node, place) => {
      const path = [...above, key, place]
      return isCondition(node) ? [{ condition: node, path }] : conditionsOf(node, path)
    }),
  )

const checkCondition = ({ field: name, operator, value }: Condition): Wrong[] => {
  const field = fieldOf(name)
  if (!field) return [wrong('field', 'not_allowed', `must be one of: ${FIELD_NAMES.join(', ')}`)]
  const allowed = ALLOWED[field.kind]
  if (!allowed.includes(operator)) {
    return [wrong('operator', 'not_allowed', `must be one of: ${allowed.join(', ')} for ${name}`)]
  }
  if (EMPTY.includes(operator)) {
    return value === undefined ? [] : [wrong('value', 'not_allowed', `must be left out with ${operator}`)]
  }
  if (value === undefined) return [wrong('value', 'required', `is required with ${operator}`)]
  if (LISTS.has(operator)) {
    if (!Array.isArray(value)) return [wrong('value', 'wrong_type', `must be an array with ${operator}`)]
    return value.flatMap((item, place) =>
      checkValue(field, operator, item).map((w) => ({ ...w, path: ['value', place] })),
    )
  }
  if (Array.isArray(value)) return [wrong('value', 'wrong_type', `must not be an array with ${operator}`)]
  return checkValue(field, operator, value)
}

const wrong = (path: string, code: string, message: string): Wrong => ({ path: [path], code, message })

const checkValue = (field: Field, operator: Operator, value: string | number | boolean): Wrong[] => {
  const must = (fits: boolean, code: string, message: string) => (fits ? [] : [wrong('value', code, message)])
  if (operator === 'at_least' || operator === 'at_most' || field.kind === 'number') {
    return must(typeof value === 'number', 'wrong_type', 'must be a number')
  }
  switch (field.kind) {
    case 'yes_no':
      return must(typeof value === 'boolean', 'wrong_type', 'must be true or false')
    case 'time':
      return must(typeof value === 'string' && minutesOf(value) !== undefined, 'invalid', `must be ${DURATION_FORM}`)
    case 'choice':
      return must(field.values.includes(String(value)), 'not_allowed', `must be one of: ${field.values.join(', ')}`)
    case 'value':
      return []
    default:
      return must(typeof value === 'string', 'wrong_type', 'must be a string')
  }
}
