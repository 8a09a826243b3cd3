import { z } from 'zod'
import { name } from '../../schema/name.ts'
import { byPosition, id, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'

export const resolutionCategory = z.strictObject({
  id: z.string(),
  name: z.string(),
  color: z.string().nullable(),
  position: z.int(),
  created_at: z.string(),
  deleted_at: z.string().nullable(),
})

export const categoryPage = pageOf(resolutionCategory)
export const listQuery = z.strictObject(paging(byPosition))

const color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, { error: 'must be a colour like #1f9d55' })
  .overwrite((value) => value.toLowerCase())

export const newCategory = z.strictObject({ name: name(200), color: color.nullable().default(null) })
export const categoryChanges = patchOf({ name: name(200).optional(), color: color.nullable().optional() })
export const order = z.strictObject({ ids: z.array(id).max(1_000) })

export const resolution = z.strictObject({
  resolution: z
    .strictObject({
      category: z.strictObject({ id: z.string(), name: z.string(), color: z.string().nullable() }),
      set_at: z.string(),
    })
    .nullable(),
})
