import { z } from 'zod'

/** A language and maybe a region, e.g. `en`, `pt-PT`. */
export const culture = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, {
  error: 'must be a language tag like en or pt-PT',
})
