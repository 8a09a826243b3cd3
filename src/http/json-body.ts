import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { type FieldError, Problem } from './problem.ts'

/**
 * NUL has no place in PostgreSQL's text, a lone surrogate none in UTF-8: only these escapes can bring them in. A key named
 * `__proto__`, also with its underscores escaped, is nobody's data, and poison to whatever copies objects.
 */
const SUSPECT = /\\u(?:0000|d[89a-f]|005f)|__proto__/i

/** Far more than any field takes; without it a body of brackets would overflow the stack of what walks it. */
const DEPTH_MAX = 100

/** Reads JSON bodies, and no other kind: valid UTF-8 of valid JSON, whose strings can be stored and come back as they are. */
export const acceptJson = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      // Many clients name the type on every request: a DELETE has nothing to say.
      const isEmptyDelete = body.length === 0 && request.method === 'DELETE'
      done(null, isEmptyDelete ? undefined : parseJson(body as Buffer)) // parseAs: 'buffer'
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
  if (SUSPECT.test(source)) checkText(value, [])
  return value
}

const checkText = (value: unknown, path: string[]): void => {
  if (typeof value === 'string') {
    refuse(badText(value), path)
  } else if (typeof value === 'object' && value !== null) {
    if (path.length > DEPTH_MAX) refuse({ code: 'too_deep', message: `must be at most ${DEPTH_MAX} levels deep` }, [])
    for (const [key, inner] of Object.entries(value)) {
      refuse(badKey(key), path)
      checkText(inner, [...path, key])
    }
  }
}

const refuse = (wrong: Omit<FieldError, 'path'> | undefined, at: string[]): void => {
  if (!wrong) return
  const path = at.join('.')
  throw new Problem(400, 'invalid_text', `${path || 'The body'} ${wrong.message}.`, { errors: [{ path, ...wrong }] })
}

const badText = (value: string): Omit<FieldError, 'path'> | undefined => {
  if (value.includes('\0')) return { code: 'nul_character', message: 'must not contain the NUL character (U+0000)' }
  if (!value.isWellFormed()) {
    return { code: 'lone_surrogate', message: 'must not contain half of a surrogate pair (U+D800 to U+DFFF)' }
  }
  return undefined
}

const badKey = (key: string): Omit<FieldError, 'path'> | undefined => {
  if (key === '__proto__') return { code: 'forbidden_name', message: 'must not have a field named __proto__' }
  const wrong = badText(key)
  return wrong && { ...wrong, message: `has a field whose name ${wrong.message}` }
}
