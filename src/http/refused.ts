import { Problem } from './problem.ts'

/** A refusal for the sake of one field: the same words for people and for programs. */
export const refused = (status: 400 | 403 | 409, code: string, path: string, message: string): Problem =>
  new Problem(status, code, `${path} ${message}.`, { errors: [{ path, code, message }] })

export const traitsTooLarge = (path: string, max: number): Problem =>
  refused(
    400,
    'traits_too_large',
    path,
    `must be at most ${max.toLocaleString('en-US')} bytes as JSON, together with those known before`,
  )
