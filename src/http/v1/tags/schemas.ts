import { z } from 'zod'
import { name } from '../../schema/name.ts'
import { byName, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'

export const tag = z.strictObject({
  id: z.string(),
  name: z.string(),
  color: z.string().nullable(),
  tickets: z.number().int().describe('How many tickets have it.'),
  created_at: z.string(),
})

export const tagPage = pageOf(tag)
export const listQuery = z.strictObject(paging(byName))

const color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, { error: 'must be a colour like #1f9d55' })
  .overwrite((value) => value.toLowerCase())

export const newTag = z.strictObject({ name: name(50), color: color.optional() })
export const tagChanges = patchOf({ name: name(50).optional(), color: color.nullable().optional() })
