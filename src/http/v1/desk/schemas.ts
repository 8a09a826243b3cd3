import { z } from 'zod'
import { culture } from '../../schema/culture.ts'
import { name } from '../../schema/name.ts'
import { patchOf } from '../../schema/patch.ts'

export const desk = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  culture: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
})

export const deskChanges = patchOf({
  name: name(200).optional(),
  culture: culture.optional().describe('Of tickets that come without one.'),
})
