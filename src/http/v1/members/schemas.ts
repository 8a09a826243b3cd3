import { z } from 'zod'
import { AVAILABILITIES, ROLES } from '../../../core/members/member.ts'
import { email } from '../../schema/email.ts'
import { name } from '../../schema/name.ts'
import { byNameAndId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'

export const member = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  availability: z.enum(AVAILABILITIES),
  capacity: z.int().nullable().describe('How many open and pending tickets they have at most by `auto`.'),
  created_at: z.string(),
  disabled_at: z.string().nullable(),
})

export const memberPage = pageOf(member)
export const listQuery = z.strictObject(paging(byNameAndId))

export const newMember = z.strictObject({ email, name: name(200), role: z.enum(ROLES) })

export const memberChanges = patchOf({
  name: name(200).optional(),
  role: z.enum(ROLES).optional(),
  availability: z.enum(AVAILABILITIES).optional(),
  capacity: z.int().min(1).max(1_000_000).nullable().optional(),
})
