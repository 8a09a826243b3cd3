import { text } from './text.ts'

/** What people call something: not blank, and without white space around it, which no eye tells from none. */
export const name = (max: number) =>
  text(max, 1)
    .overwrite((value) => value.trim())
    .refine((value) => value !== '', { error: 'must not be blank', params: { code: 'too_short' } })
    .meta({ minLength: 1, maxLength: max })
