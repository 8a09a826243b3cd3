import { z } from 'zod'
import { WATCHED_MAX } from '../../../core/watchlists/watchlist.ts'
import { name } from '../../schema/name.ts'
import { byNameAndId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

export const watchlist = z.strictObject({
  id: z.string(),
  name: z.string(),
  icon: z.string().nullable(),
  shared: z.boolean().describe('Whether everybody on the desk has it, or only who made it.'),
  member_id: z.string().nullable().describe('Who made it; null for a token that stands for nobody.'),
  tickets: z.array(z.string()).describe('Ids, in its order.'),
  created_at: z.string(),
  updated_at: z.string(),
})

export const watchlistPage = pageOf(watchlist)
export const listQuery = z.strictObject(paging(byNameAndId))

const icon = text(50, 1)

export const newWatchlist = z.strictObject({
  name: name(200),
  icon: icon.nullable().default(null),
  shared: z.boolean().default(false),
})

export const watchlistChanges = patchOf({
  name: name(200).optional(),
  icon: icon.nullable().optional(),
  shared: z.boolean().optional(),
})

export const ticketsBody = z.strictObject({
  tickets: z.array(text(19, 1)).max(WATCHED_MAX).describe('Their numbers, or ids.'),
})

export const ticketsQuery = z.strictObject(paging(z.tuple([z.int().min(0).max(WATCHED_MAX)])))
export const oneTicket = z.strictObject({ id: z.string(), idOrNumber: z.string() })
