import { z } from 'zod'
import { name } from '../../schema/name.ts'
import { byNameAndId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

export const department = z.strictObject({
  id: z.string(),
  guid: z.uuid(),
  name: z.string(),
  is_default: z.boolean(),
  is_public: z.boolean(),
  created_at: z.string(),
  deleted_at: z.string().nullable(),
})

export const departmentPage = pageOf(department)
export const listQuery = z.strictObject(paging(byNameAndId))

export const newDepartment = z.strictObject({
  name: name(200),
  is_default: z.boolean().default(false),
  is_public: z.boolean().default(true),
})

export const departmentChanges = patchOf({
  name: name(200).optional(),
  is_default: z.literal(true).optional().describe('Makes it the default in place of the one that was.'),
  is_public: z.boolean().optional(),
})

export const deleteQuery = z.strictObject({
  move_to: text(200, 1).optional().describe('Id or name of the department that takes over; the default where absent.'),
})
