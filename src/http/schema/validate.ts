import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify/types/schema.js'
import { z } from 'zod'
import { type FieldError, Problem } from '../problem.ts'

type Issue = z.core.$ZodIssue

/** Zod's words in ours: each error has the field's path, a stable code, and says what is allowed. */
const toFieldErrors = (issue: Issue): FieldError[] => {
  const path = issue.path.map(String).join('.')
  const say = (code: string, message: string): FieldError[] => [{ path, code, message }]
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? say('required', `is required (${issue.expected})`)
        : say('wrong_type', `must be ${issue.expected}`)
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: path === '' ? key : `${path}.${key}`,
        code: 'unknown_field',
        message: 'is not a field of this request',
      }))
    case 'invalid_value':
      return say('not_allowed', `must be one of: ${issue.values.map(String).join(', ')}`)
    case 'too_big':
      return say(
        issue.origin === 'array' ? 'too_many' : 'too_large',
        `must be at most ${issue.maximum}${issue.origin === 'array' ? ' items' : ''}`,
      )
    case 'too_small':
      return say(
        issue.origin === 'array' ? 'too_few' : 'too_small',
        `must be at least ${issue.minimum}${issue.origin === 'array' ? ' items' : ''}`,
      )
    case 'custom':
      return say(typeof issue.params?.code === 'string' ? issue.params.code : 'invalid', issue.message)
    default:
      return say('invalid', issue.message)
  }
}

const NAMES: Record<string, string> = { querystring: 'query', params: 'path', headers: 'headers', body: 'body' }

/** Checks what comes in against its Zod schema. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const name = NAMES[httpPart ?? 'body'] ?? 'body'
  return (data: unknown) => {
    if (name === 'query') refuseNul(data)
    // Reporting the input lets a missing field be told from one of the wrong type; it is not put into the answer.
    const result = schema.safeParse(data, { reportInput: true })
    if (result.success) return { value: result.data }
    const errors = result.error.issues.flatMap(toFieldErrors)
    const first = errors[0]
    const detail = first ? `${first.path || `The ${name}`} ${first.message}.` : `The ${name} is not valid.`
    return { error: new Problem(400, name === 'body' ? 'invalid_body' : 'invalid_query', detail, { errors }) }
  }
}

/** As in bodies (json-body.ts): PostgreSQL's text cannot hold it. */
const refuseNul = (query: unknown): void => {
  for (const [path, value] of Object.entries(query ?? {})) {
    if (!String(value).includes('\0')) continue
    const message = 'must not contain the NUL character (U+0000)'
    throw new Problem(400, 'invalid_text', `${path} ${message}.`, {
      errors: [{ path, code: 'nul_character', message }],
    })
  }
}

/** Answers are ours, typed by the compiler: checked against the schema in tests, written as they are in production. */
export const serializerCompiler =
  (check: boolean): FastifySerializerCompiler<z.ZodType> =>
  ({ schema, method, url, httpStatus }) => {
    if (!check) return JSON.stringify
    return (data: unknown) => {
      const result = schema.safeParse(data)
      if (result.success) return JSON.stringify(data)
      throw new Error(`${method} ${url} ${httpStatus} does not fit its schema: ${z.prettifyError(result.error)}`)
    }
  }
