import { z } from 'zod'

export const webhook = z.strictObject({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  types: z.array(z.string()),
  enabled: z.boolean(),
  format: z.enum(['standard', 'glassix']),
  department_id: z.string().nullable(),
  disabled_reason: z.string().nullable().meta({ description: 'Why Lodge disabled it.' }),
  old_secret_until: z
    .string()
    .nullable()
    .meta({ description: 'Until when the secret before the last rotation signs too.' }),
  created_at: z.string(),
  updated_at: z.string(),
})

/** As events tell of it. */
export const loggedWebhook = webhook.omit({ url: true }).extend({ host: z.string() })
