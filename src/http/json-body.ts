import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { type FieldError, Problem } from './problem.ts'

/** NUL has no place in PostgreSQL's text, a lone surrogate none in UTF-8: only these escapes can bring them in. */
const SUSPECT = /\\u(?:0000|d[89a-f])/i

/** Reads JSON bodies: valid UTF-8 of valid JSON, whose strings can be stored and come back as they are. */
export const acceptJson = (app: FastifyInstance): void => {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer)) // parseAs: 'buffer'
    } catch (error) {
      done(error as Error, undefined)
    }
  })
}

const parseJson = (body: Buffer): unknown => {
  if (body.length === 0) throw new Problem(400, 'invalid_json', 'The body is empty: send a JSON object.')
  if (!isUtf8(body)) throw new Problem(400, 'invalid_json', 'The body is not valid UTF-8.')
  const source = body.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    // V8 quotes the body in some of its messages; the place is enough.
    const place = /position \d+/.exec(error instanceof Error ? error.message : '')?.[0]
    throw new Problem(400, 'invalid_json', `The body is not valid JSON${place ? ` (at ${place})` : ''}.`)
  }
  // A raw NUL is not valid JSON, and an own "__proto__" key is data that no schema of ours has.
  if (SUSPECT.test(source)) checkText(value, [])
  return value
}

const checkText = (value: unknown, path: string[]): void => {
  if (typeof value === 'string') {
    const error = badText(value, path)
    if (error)
      throw new Problem(400, 'invalid_text', `${error.path || 'The body'} ${error.message}.`, { errors: [error] })
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      checkText(key, path)
      checkText(inner, [...path, key])
    }
  }
}

const badText = (value: string, path: string[]): FieldError | undefined => {
  if (value.includes('\0')) {
    return { path: path.join('.'), code: 'nul_character', message: 'must not contain the NUL character (U+0000)' }
  }
  if (!value.isWellFormed()) {
    return { path: path.join('.'), code: 'lone_surrogate', message: 'must not contain half of a surrogate pair' }
  }
  return undefined
}
