import { z } from 'zod'
import { ASSIGNMENTS } from '../../../core/departments/department.ts'
import { name } from '../../schema/name.ts'
import { byNameAndId, id, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { signature } from '../../schema/signature.ts'
import { text } from '../../schema/text.ts'

export const department = z.strictObject({
  id: z.string(),
  guid: z.uuid(),
  name: z.string(),
  is_default: z.boolean(),
  is_public: z.boolean(),
  business_hours_id: z.string().nullable().describe('Null: the desk’s default ones, else always open.'),
  assignment: z.enum(ASSIGNMENTS),
  mailbox_id: z
    .string()
    .nullable()
    .describe('Whose name and address mails to customers about its tickets are from. Null: the desk’s own.'),
  signature: z.string().nullable(),
  created_at: z.string(),
  deleted_at: z.string().nullable(),
})

export const departmentPage = pageOf(department)
export const listQuery = z.strictObject(paging(byNameAndId))

const assignment = z
  .enum(ASSIGNMENTS)
  .describe('Whether its open tickets without an assignee are given to a member who is online, and to whom.')

export const newDepartment = z.strictObject({
  name: name(200),
  is_default: z.boolean().default(false),
  is_public: z.boolean().default(true),
  business_hours_id: id.nullable().default(null),
  assignment: assignment.default('manual'),
  mailbox_id: id.nullable().default(null),
  signature: signature.default(null),
})

export const departmentChanges = patchOf({
  name: name(200).optional(),
  is_default: z.literal(true).optional().describe('Makes it the default in place of the one that was.'),
  is_public: z.boolean().optional(),
  business_hours_id: id.nullable().optional(),
  assignment: assignment.optional(),
  mailbox_id: id.nullable().optional(),
  signature: signature.optional(),
})

export const deleteQuery = z.strictObject({
  move_to: text(200, 1).optional().describe('Id or name of the department that takes over; the default where absent.'),
})
