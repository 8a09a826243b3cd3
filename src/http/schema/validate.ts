import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify/types/schema.js'
import { z } from 'zod'
import { JsonText } from '../json-text.ts'
import { Problem } from '../problem.ts'
import { toFieldErrors } from './field-errors.ts'

/** Enough to mend a request by; a thousand misspelt fields say no more than twenty. */
const ERRORS_MAX = 20

const NAMES: Record<string, string> = { querystring: 'query', params: 'path', headers: 'headers', body: 'body' }

/** Checks what comes in against its Zod schema. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const name = NAMES[httpPart ?? 'body'] ?? 'body'
  return (data: unknown) => check(schema, data, name)
}

/** The body of a request as a schema understands it, where the route cannot say beforehand which. Throws a Problem. */
export const checkedBody = <Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> => {
  const checked = check(schema, data, 'body')
  if ('error' in checked) throw checked.error
  return checked.value
}

const check = <Schema extends z.ZodType>(
  schema: Schema,
  data: unknown,
  name: string,
): { value: z.output<Schema> } | { error: Problem } => {
  // Reporting the input lets a missing field be told from one of the wrong type; it is not put into the answer.
  const result = schema.safeParse(data, { reportInput: true })
  if (result.success) return { value: result.data }
  const errors = result.error.issues.flatMap((issue) => toFieldErrors(issue, schema)).slice(0, ERRORS_MAX)
  const first = errors[0]
  const detail = first ? `${first.path || `The ${name}`} ${first.message}.` : `The ${name} is not valid.`
  return { error: new Problem(400, name === 'body' ? 'invalid_body' : 'invalid_query', detail, { errors }) }
}

/** Answers are ours, typed by the compiler: checked against the schema in tests, written as they are in production. */
export const serializerCompiler =
  (check: boolean): FastifySerializerCompiler<z.ZodType> =>
  ({ schema, method, url, httpStatus }) => {
    if (!check) return toText
    return (data: unknown) => {
      const result = schema.safeParse(data instanceof JsonText ? JSON.parse(data.text) : data)
      if (result.success) return toText(data)
      throw new Error(`${method} ${url} ${httpStatus} does not fit its schema: ${z.prettifyError(result.error)}`)
    }
  }

const toText = (data: unknown): string => (data instanceof JsonText ? data.text : JSON.stringify(data))
