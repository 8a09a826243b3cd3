import { z } from 'zod'

/** One or more of some words: repeated (`a=x&a=y`), or separated by commas (`a=x,y`). */
export const oneOrMore = <const T extends readonly string[]>(words: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((part) => part.split(',')))
    .pipe(z.array(z.enum(words)).max(50))
    .transform((given) => [...new Set(given)])
    .meta({ description: `One or more of ${words.join(', ')}: repeated, or separated by commas.` })

/** How many of a list at once. */
export const limit = z.coerce.number().int().min(1).max(100).default(25)
