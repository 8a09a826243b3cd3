import { z } from 'zod'
import { patchOf } from '../../schema/patch.ts'

export const identityVerification = z.strictObject({
  enabled: z.boolean(),
  secret_hint: z.string().nullable().meta({ description: 'Its last four characters.' }),
  updated_at: z.string().nullable(),
})

export const changes = patchOf({
  enabled: z.boolean().optional(),
  secret: z
    .string()
    .regex(/^[\x21-\x7e]{32,255}$/, { error: 'must be 32 to 255 characters of ASCII without spaces' })
    .optional()
    .describe('One that your tokens are signed with already; without it, the first change makes one.'),
})

export const changed = identityVerification.extend({
  secret: z.string().nullable().meta({ description: 'The new secret, shown this once; null where none was made.' }),
})
