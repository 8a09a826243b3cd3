import { z } from 'zod'
import { ACCESSES, AVAILABILITIES, ROLES } from '../../../core/members/member.ts'
import { email } from '../../schema/email.ts'
import { name } from '../../schema/name.ts'
import { byId, byNameAndId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

const access = z
  .enum(ACCESSES)
  .describe('Whose tickets they see and change: all, or those of the departments whose team they are on.')

export const member = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  access,
  availability: z.enum(AVAILABILITIES),
  away_reason: z.string().nullable().describe('Which kind of break it is; null unless they are away.'),
  external_ref: z.string().nullable().describe('What another system knows them by.'),
  capacity: z.int().nullable().describe('How many open and pending tickets they have at most by `auto`.'),
  created_at: z.string(),
  disabled_at: z.string().nullable(),
})

export const memberPage = pageOf(member)
export const listQuery = z.strictObject({
  ...paging(byNameAndId),
  external_ref: text(255, 1).optional(),
  disabled: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'True: those who are disabled, and only those.' }),
})

export const newMember = z.strictObject({
  email,
  name: name(200),
  role: z.enum(ROLES),
  access: access.default('all'),
  external_ref: text(255, 1).nullable().default(null),
})

export const memberChanges = patchOf({
  name: name(200).optional(),
  role: z.enum(ROLES).optional(),
  access: access.optional(),
  availability: z.enum(AVAILABILITIES).optional(),
  external_ref: text(255, 1).nullable().optional(),
  capacity: z.int().min(1).max(1_000_000).nullable().optional(),
})

export const availabilityBody = z.strictObject({
  availability: z.enum(AVAILABILITIES),
  away_reason: name(100).nullable().default(null).describe('Which kind of break it is, in the desk’s own words.'),
})

export const availabilityPage = pageOf(
  z.strictObject({
    id: z.string(),
    availability: z.enum(AVAILABILITIES),
    away_reason: z.string().nullable(),
    started_at: z.string(),
    ended_at: z.string().nullable().describe('Null: so it is now.'),
    actor: z.strictObject({ kind: z.string(), id: z.string().nullable() }),
  }),
)

export const availabilityQuery = z.strictObject({
  ...paging(byId),
  since: z.iso.datetime({ offset: true }).optional().describe('What lasted till then or longer.'),
  until: z.iso.datetime({ offset: true }).optional().describe('What began before that.'),
})
