import { z } from 'zod'
import { SCOPES } from '../../../core/credentials/scopes.ts'
import { ABILITY_NAMES } from '../../../dialects/tickiti/abilities.ts'
import { moment } from '../../schema/moment.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'

const KINDS = ['token', 'widget', 'pair', 'tickiti'] as const

export const credential = z.strictObject({
  id: z.string(),
  kind: z.enum(KINDS),
  name: z.string(),
  hint: z.string().describe("The secret's last four characters."),
  scopes: z.array(z.string()),
  abilities: z
    .array(z.string())
    .nullable()
    .describe('Tickiti’s, where a token of its contract goes by those and not by its scopes.'),
  department: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  member: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
})

export const credentialPage = pageOf(credential)
export const listQuery = z.strictObject(paging(byId))

/** The one answer with the secret; null where it is a replay. */
export const issuedCredential = z.union([
  credential.extend({ secret: z.string().nullable() }),
  credential.extend({ apiKey: z.string(), apiSecret: z.string().nullable(), userName: z.string() }),
])

export const newCredential = z.strictObject({
  kind: z.enum(KINDS),
  name: text(200, 1),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).optional().describe('All of its kind where absent.'),
  abilities: z
    .array(z.enum(ABILITY_NAMES))
    .min(1)
    .max(ABILITY_NAMES.length)
    .optional()
    .describe('Of a `tickiti`, in the place of `scopes`: its paths are open by these, and no others.'),
  department: text(200, 1).optional().describe('Id or name. A pair needs one.'),
  member: text(255, 1).optional().describe('Id or address. A pair needs one.'),
  expires_at: moment.optional(),
})
