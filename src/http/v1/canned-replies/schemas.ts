import { z } from 'zod'
import { name } from '../../schema/name.ts'
import { byNameAndId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

const FORMATS = ['text', 'markdown', 'html'] as const
const BODY_MAX = 50_000
const named = z.strictObject({ id: z.string(), name: z.string() })

export const cannedReply = z.strictObject({
  id: z.string(),
  title: z.string(),
  category: z.string(),
  subcategory: z.string(),
  format: z.enum(FORMATS),
  body: z.string(),
  department: named.nullable().describe('Who it is for; null for all.'),
  member: named.nullable().describe('Whose own it is; null where it is shared.'),
  created_at: z.string(),
  updated_at: z.string(),
})

export const cannedReplyPage = pageOf(cannedReply)
export const listQuery = z.strictObject({
  ...paging(byNameAndId),
  department: text(200, 1).optional().describe('Id or name: those for this department, and those for all.'),
  category: text(200, 1).optional(),
})

const fields = {
  title: name(200),
  category: text(200),
  subcategory: text(200),
  format: z.enum(FORMATS).describe('What the body is written in.'),
  body: text(BODY_MAX),
  department: text(200, 1).nullable().describe('Id or name; null for all.'),
  shared: z.boolean().describe('False: only the member whose credential this is sees it.'),
}

export const newCannedReply = z.strictObject({
  ...fields,
  category: fields.category.default(''),
  subcategory: fields.subcategory.default(''),
  format: fields.format.default('markdown'),
  department: fields.department.default(null),
  shared: fields.shared.default(true),
})

export const cannedReplyChanges = patchOf(z.object(fields).partial().shape)
