import { z } from 'zod'
import { name } from '../../schema/name.ts'
import { byPosition, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

export const ticketType = z.strictObject({
  id: z.string(),
  name: z.string(),
  is_default: z.boolean(),
  is_internal: z.boolean(),
  position: z.number().int(),
  created_at: z.string(),
  archived_at: z.string().nullable(),
})

export const ticketTypePage = pageOf(ticketType)
export const listQuery = z.strictObject(paging(byPosition))

const position = z.number().int().min(0).max(10_000)

export const newTicketType = z.strictObject({
  name: name(200),
  is_default: z.boolean().default(false),
  is_internal: z.boolean().default(false),
  position: position.default(0),
})

export const ticketTypeChanges = patchOf({
  name: name(200).optional(),
  is_default: z.literal(true).optional().describe('Makes it the default in place of the one that was.'),
  is_internal: z.boolean().optional(),
  position: position.optional(),
})

export const archiveQuery = z.strictObject({
  move_to: text(200, 1).optional().describe('Id or name of what its tickets are instead; they keep it where absent.'),
})
