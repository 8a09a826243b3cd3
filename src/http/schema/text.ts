import { z } from 'zod'

/** JSON Schema and PostgreSQL count characters as code points; JavaScript's length counts an emoji as two. */
const lengthOf = (text: string): number => {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** A string of `min` to `max` characters (code points). The length in JavaScript is never smaller, so most need no count. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .refine((value) => value.length <= max || lengthOf(value) <= max, {
      error: `must be at most ${max.toLocaleString('en-US')} characters`,
      params: { code: 'too_long' },
    })
    .refine((value) => value.length >= min && (min < 2 || value.length >= 2 * min || lengthOf(value) >= min), {
      error: min === 1 ? 'must not be empty' : `must be at least ${min} characters`,
      params: { code: 'too_short' },
    })
    .meta({ ...(min > 0 ? { minLength: min } : {}), maxLength: max })
