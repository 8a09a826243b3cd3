import { z } from 'zod'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../../core/accounts/password.ts'
import { ROLES } from '../../../core/members/member.ts'
import { email } from '../../schema/email.ts'
import { name } from '../../schema/name.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'
import { member } from '../members/schemas.ts'

export const invitation = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  departments: z.array(z.string()).describe('Ids of the departments whose team they will be on.'),
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  created_at: z.string(),
  expires_at: z.string(),
})

export const invited = invitation.extend({
  link: z.string().nullable().describe('For the one who is invited, who is mailed it too: shown this once.'),
})

export const invitationPage = pageOf(invitation)
export const listQuery = z.strictObject(paging(byId))

export const newInvitation = z.strictObject({
  email,
  name: name(200).optional(),
  role: z.enum(ROLES),
  departments: z.array(text(200, 1)).max(100).default([]).describe('Ids or names.'),
})

export const token = text(200, 1)
export const password = text(PASSWORD_MAX, PASSWORD_MIN)
export const tokenBody = z.strictObject({ token })

export const inspected = z.strictObject({
  desk: z.strictObject({ name: z.string() }),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  expires_at: z.string(),
  has_account: z.boolean().describe('Whether they sign in first, and accept then.'),
})

export const acceptance = z.strictObject({
  token,
  name: name(200),
  password: password.optional().describe('For who has no account yet.'),
})

export const accepted = z.strictObject({ member })
