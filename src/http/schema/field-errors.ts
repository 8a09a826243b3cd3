import type { z } from 'zod'
import type { FieldError } from '../problem.ts'
import { allowedFields } from './allowed-fields.ts'

type Issue = z.core.$ZodIssue

/** JSON's words for what was expected: who reads them may not know ours. */
const TYPES: Record<string, string> = {
  object: 'a JSON object',
  record: 'a JSON object',
  array: 'an array',
  tuple: 'an array',
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'null',
  date: 'a date',
  never: 'left out',
}

const FORMATS: Record<string, string> = {
  email: 'an email address',
  url: 'a URL like https://example.com/page',
  uuid: 'a UUID like 123e4567-e89b-42d3-a456-426614174000',
  datetime: 'a date and time like 2026-06-04T15:21:09Z',
  date: 'a date like 2026-06-04',
  time: 'a time like 15:21:09',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  base64: 'base64',
}

/** Zod's words in ours: each error has the field's path, a stable code, and says what is allowed, for a person to read. */
export const toFieldErrors = (issue: Issue, schema: z.core.$ZodType, above: PropertyKey[] = []): FieldError[] => {
  const steps = [...above, ...issue.path]
  const path = clip(steps.map(String).join('.'))
  const say = (code: string, message: string): FieldError[] => [{ path, code, message }]
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? say('required', `is required (${typeName(issue.expected)})`)
        : say('wrong_type', `must be ${typeName(issue.expected)}`)
    case 'unrecognized_keys': {
      const allowed = allowedFields(schema, steps)
      const message = allowed ? `is not a field here; allowed are: ${allowed.join(', ')}` : 'is not a field here'
      return issue.keys.map((key) => ({
        path: clip(path === '' ? key : `${path}.${key}`),
        code: 'unknown_field',
        message,
      }))
    }
    case 'invalid_value':
      return issue.input === undefined
        ? say('required', `is required (${oneOf(issue.values)})`)
        : say('not_allowed', `must be ${oneOf(issue.values)}`)
    case 'too_big':
      return say(
        TOO_MUCH[issue.origin] ?? 'too_large',
        limit(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum),
      )
    case 'too_small':
      return say(
        TOO_LITTLE[issue.origin] ?? 'too_small',
        limit(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum),
      )
    case 'not_multiple_of':
      return say('invalid', `must be a multiple of ${issue.divisor}`)
    case 'invalid_format':
      return say('invalid', own(issue.message) ?? formatMessage(issue))
    case 'invalid_key': {
      const [reason] = issue.issues.flatMap((inner) => toFieldErrors(inner, schema))
      const name = JSON.stringify(clip(String(steps.at(-1))))
      const message = `has the name ${name}; a name ${reason?.message ?? 'like that is not allowed'}`
      return [{ path: clip(steps.slice(0, -1).map(String).join('.')), code: 'invalid_name', message }]
    }
    case 'invalid_union':
      return ofUnion(issue, schema, steps) ?? say('invalid', 'is not valid')
    case 'custom':
      return say(
        typeof issue.params?.code === 'string' ? issue.params.code : 'invalid',
        own(issue.message) ?? 'is not valid',
      )
    default:
      return say('invalid', own(issue.message) ?? 'is not valid')
  }
}

/** What the alternative that came closest says, or else all the types there are. */
const ofUnion = (
  issue: z.core.$ZodIssueInvalidUnion,
  schema: z.core.$ZodType,
  steps: PropertyKey[],
): FieldError[] | undefined => {
  const path = clip(steps.map(String).join('.'))
  // A discriminated union knows which values tell its alternatives apart.
  const { options } = issue as { options?: unknown }
  if (Array.isArray(options) && options.length > 0)
    return [{ path, code: 'not_allowed', message: `must be ${oneOf(options)}` }]
  const entered = issue.errors.filter((issues) => !issues.some((inner) => isWrongType(inner)))
  const [closest] = entered.toSorted((a, b) => a.length - b.length)
  if (closest) return closest.flatMap((inner) => toFieldErrors(inner, schema, steps))
  const types = new Set(
    issue.errors.flatMap((issues) => issues.filter(isWrongType).map((inner) => typeName(inner.expected))),
  )
  const allowed = [...types].join(' or ')
  return issue.input === undefined
    ? [{ path, code: 'required', message: `is required (${allowed})` }]
    : [{ path, code: 'wrong_type', message: `must be ${allowed}` }]
}

const isWrongType = (issue: Issue): issue is z.core.$ZodIssueInvalidType =>
  issue.code === 'invalid_type' && issue.path.length === 0

const typeName = (expected: string): string => TYPES[expected] ?? expected

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? String(values[0]) : `one of: ${values.map(String).join(', ')}`

const TOO_MUCH: Record<string, string> = { array: 'too_many', string: 'too_long' }
const TOO_LITTLE: Record<string, string> = { array: 'too_few', string: 'too_short' }

const limit = (origin: string, bound: string, value: number | bigint): string => {
  const number = value.toLocaleString('en-US')
  const many = Number(value) === 1 ? '' : 's'
  if (origin === 'array') return `must have ${bound} ${number} item${many}`
  return origin === 'string' ? `must be ${bound} ${number} character${many}` : `must be ${bound} ${number}`
}

const formatMessage = (issue: z.core.$ZodIssueInvalidStringFormat): string => {
  const known = FORMATS[issue.format]
  if (known) return `must be ${known}`
  return issue.pattern === undefined ? 'is not in the right form' : `must match the pattern ${issue.pattern}`
}

/** A schema's own message; undefined where it is one that Zod makes up. */
const own = (message: string): string | undefined => (message.startsWith('Invalid') ? undefined : message)

/** A caller's own names come back in errors: not a megabyte of them. */
const clip = (text: string): string => (text.length > 100 ? `${text.slice(0, 99).toWellFormed()}…` : text)
