import { z } from 'zod'
import { jsonObject } from '../../schema/json-object.ts'
import { name } from '../../schema/name.ts'
import { patchOf } from '../../schema/patch.ts'
import { signature } from '../../schema/signature.ts'
import { text } from '../../schema/text.ts'
import { member } from '../members/schemas.ts'

const PREFERENCES_MAX = 20_000

const preferences = z.record(z.string(), z.unknown()).meta({ description: 'As they were saved.' })

export const session = z.strictObject({
  member,
  desk: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
  desks: z
    .array(z.strictObject({ slug: z.string(), name: z.string() }))
    .describe('All that this session is good for: choose one where the host names none.'),
  scopes: z.array(z.string()),
  departments: z.array(z.string()).nullable().describe('What they are limited to; null for everything.'),
  two_factor: z.boolean(),
  set_up: z.boolean().describe('Whether they have a password or came by a provider. If not: `PUT /v1/setup`.'),
  signature: z
    .string()
    .nullable()
    .describe('Below your answers, as you wrote it; null: the department’s, or the desk’s.'),
  preferences,
})

export const ownMember = z.strictObject({ member, signature: z.string().nullable() })
export const ownChanges = patchOf({ name: name(200).optional(), signature: signature.optional() })
export const deskChoice = z.strictObject({ slug: text(63, 1) })
export const preferencesBody = jsonObject(PREFERENCES_MAX)
export const preferencesShown = preferences

export const ownSessions = z.strictObject({
  data: z.array(
    z.strictObject({
      id: z.string(),
      current: z.boolean(),
      address: z.string().nullable(),
      user_agent: z.string().nullable(),
      created_at: z.string(),
      last_seen_at: z.string(),
      expires_at: z.string(),
    }),
  ),
})

export const revoked = z.strictObject({ revoked: z.int() })

export const signInMethods = z.strictObject({
  password: z.boolean(),
  passkey: z.boolean(),
  oidc: z
    .array(z.strictObject({ id: z.string(), name: z.string() }))
    .describe('Of the desk that the host names, or of the only one.'),
})
