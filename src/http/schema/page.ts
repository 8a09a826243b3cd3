import { z } from 'zod'
import { looksLikeId } from '../../core/ids.ts'
import { decodeCursor } from '../../core/page.ts'
import { limit } from './query.ts'

/** An id in a query or a cursor. */
export const id = z.string().refine(looksLikeId, { error: 'must be an id', params: { code: 'invalid_id' } })

/** The query of a list whose cursor holds a position of this form. */
export const paging = <Position extends z.ZodType<unknown[]>>(position: Position) => ({
  limit,
  cursor: z
    .string()
    .transform((value, context): z.output<Position> => {
      const read = position.safeParse(decodeCursor(value))
      if (read.success) return read.data
      context.issues.push({
        code: 'custom',
        input: value,
        message: 'must be the next_cursor of an answer of this list',
        params: { code: 'invalid_cursor' },
      })
      return z.NEVER
    })
    .optional(),
})

export const byId = z.tuple([id])
const word = z.string().refine((value) => !value.includes('\0'))
export const byName = z.tuple([word])
export const byNameAndId = z.tuple([word, id])
export const byPosition = z.tuple([z.number().int().min(0).max(2_147_483_647), word, id])

/** The answer of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ data: z.array(item), next_cursor: z.string().nullable() })
