import { z } from 'zod'
import { AUTO_JOIN_ROLES } from '../../../core/sign-in-providers/provider.ts'
import { domain } from '../../schema/domain.ts'
import { name } from '../../schema/name.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

const domains = z.array(domain).max(100)
const role = z.enum(AUTO_JOIN_ROLES).nullable()

export const signInProvider = z.strictObject({
  id: z.string(),
  name: z.string(),
  issuer: z.string(),
  client_id: z.string(),
  allowed_domains: z.array(z.string()).describe('Whose addresses it may vouch for; none for all.'),
  auto_join_role: role.describe('What somebody of these domains becomes who is no member yet; null: members only.'),
  created_at: z.string(),
  updated_at: z.string(),
})

export const signInProviderPage = pageOf(signInProvider)
export const listQuery = z.strictObject(paging(byId))

export const newSignInProvider = z.strictObject({
  name: name(100),
  issuer: text(500, 1).describe('As the provider calls itself, letter by letter: https://login.example.com.'),
  client_id: text(500, 1),
  client_secret: text(1_000, 1).describe('Encrypted, and never shown again.'),
  allowed_domains: domains.default([]),
  auto_join_role: role.default(null),
})

export const signInProviderChanges = patchOf({
  name: name(100).optional(),
  client_secret: text(1_000, 1).optional(),
  allowed_domains: domains.optional(),
  auto_join_role: role.optional(),
})
