import { minutesOf } from './duration.ts'
import { type Facts, type Field, fieldOf } from './field.ts'
import { fold, matches } from './words.ts'

export const OPERATORS = [
  'is',
  'is_not',
  'in',
  'not_in',
  'contains',
  'contains_not',
  'contains_any',
  'starts_with',
  'ends_with',
  'matches',
  'at_least',
  'at_most',
  'older_than',
  'newer_than',
  'is_empty',
  'is_not_empty',
] as const

export type Operator = (typeof OPERATORS)[number]
type Value = string | number | boolean | string[]

/** One thing that is asked of a ticket: checked (check-conditions.ts) before it is kept. */
export type Condition = { field: string; operator: Operator; value?: Value | undefined }

/** All of `all`, one at least of `any` and none of `none`; what is absent asks nothing. */
export type Group = { all?: Node[] | undefined; any?: Node[] | undefined; none?: Node[] | undefined }
export type Node = Condition | Group

export const isCondition = (node: Node): node is Condition => 'field' in node

/** Whether what is known fits: the one way that conditions are understood, live and in dry runs. */
export const holds = (node: Node, facts: Facts): boolean => {
  if (isCondition(node)) return answer(node, facts)
  const fits = (inner: Node) => holds(inner, facts)
  return (
    (node.all?.every(fits) ?? true) &&
    (node.any === undefined || node.any.some(fits)) &&
    !(node.none?.some(fits) ?? false)
  )
}

const NEGATED: Partial<Record<Operator, Operator>> = {
  is_not: 'is',
  not_in: 'in',
  contains_not: 'contains',
  is_not_empty: 'is_empty',
}

const answer = (condition: Condition, facts: Facts): boolean => {
  const field = fieldOf(condition.field)
  if (!field) return false
  const positive = NEGATED[condition.operator]
  const value = condition.value ?? ''
  return positive ? !compare(field, positive, value, facts) : compare(field, condition.operator, value, facts)
}

const compare = (field: Field, operator: Operator, value: Value, facts: Facts): boolean => {
  switch (field.kind) {
    case 'text':
    case 'choice':
    case 'reference':
      return compareText(field.read(facts) ?? '', operator, value)
    case 'value':
      return compareText(asText(field.read(facts)), operator, value)
    case 'yes_no':
      return compareText(String(field.read(facts) ?? ''), operator, value)
    case 'number':
      return compareText(String(field.read(facts) ?? ''), operator, value)
    case 'tags':
      return compareTags(field.read(facts) ?? [], operator, value)
    case 'time':
      return compareTime(field.read(facts) ?? null, operator, value, facts.now)
  }
}

/** A trait that is a list or an object is compared as its JSON. */
const asText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const each = (value: Value): string[] => (Array.isArray(value) ? value : [String(value)]).map(fold)

const compareText = (given: string, operator: Operator, value: Value): boolean => {
  const text = fold(given)
  const wanted = each(value)
  const [first = ''] = wanted
  switch (operator) {
    case 'is':
    case 'in':
      return wanted.includes(text)
    case 'contains':
    case 'contains_any':
      return wanted.some((part) => text.includes(part))
    case 'starts_with':
      return text.startsWith(first)
    case 'ends_with':
      return text.endsWith(first)
    case 'matches':
      return matches(text, first)
    case 'at_least':
      return isNumber(text) && Number(text) >= Number(value)
    case 'at_most':
      return isNumber(text) && Number(text) <= Number(value)
    case 'is_empty':
      return text.trim() === ''
    default:
      return false
  }
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

const compareTags = (tags: string[], operator: Operator, value: Value): boolean => {
  const held = tags.map(fold)
  if (operator === 'is_empty') return held.length === 0
  return (
    (operator === 'contains' || operator === 'contains_any') && each(value).some((tag) => held.includes(tag.trim()))
  )
}

const compareTime = (moment: string | Date | null, operator: Operator, value: Value, now: Date): boolean => {
  if (operator === 'is_empty') return moment === null
  const minutes = minutesOf(String(value))
  if (moment === null || minutes === undefined) return false
  const isOlder = now.getTime() - new Date(moment).getTime() >= minutes * 60_000
  if (operator === 'older_than') return isOlder
  return operator === 'newer_than' && !isOlder
}
