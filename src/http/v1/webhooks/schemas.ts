import { z } from 'zod'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'
import { EVENT_TYPES } from './event-types.ts'
import { webhook } from './webhook-schema.ts'

const TYPES_MAX = 50
const DAY_S = 86_400

export const webhookPage = pageOf(webhook)
export const listQuery = z.strictObject(paging(byId))

/** The one answer with the secret; null where it is a replay. */
export const webhookWithSecret = webhook.extend({
  secret: z.string().nullable().meta({ description: '`whsec_` and base64: shown this once.' }),
})

export const withSecret = (webhook: Webhook, secret: string | null) => ({ ...webhook, secret })

const nouns = [...new Set(Object.keys(EVENT_TYPES).map((type) => type.split('.')[0]))]
const allowed = new Set(['*', ...nouns.map((noun) => `${noun}.*`), ...Object.keys(EVENT_TYPES)])

const types = z
  .array(
    z.string().refine((type) => allowed.has(type), {
      error: `must be *, a noun like ticket.*, or a type of GET /v1/webhooks/event-types`,
      params: { code: 'unknown_event_type' },
    }),
  )
  .min(1)
  .max(TYPES_MAX)
  .overwrite((given) => [...new Set(given)])
  .meta({ description: 'Which events it gets: types, `ticket.*` for all of a noun, `*` for all.' })

const url = text(2_000, 1).meta({ description: 'https:// or http://, and not of a private address.' })

export const newWebhook = z.strictObject({
  url,
  description: text(500).default(''),
  types: types.prefault(['*']),
  enabled: z.boolean().default(true),
})

export const webhookChanges = patchOf({
  url: url.optional(),
  description: text(500).optional(),
  types: types.optional(),
  enabled: z.boolean().optional(),
})

export const rotation = z.strictObject({
  grace_seconds: z
    .number()
    .int()
    .min(0)
    .max(7 * DAY_S)
    .default(DAY_S)
    .meta({ description: 'For how long the old secret signs too.' }),
})

export const tested = z.strictObject({
  webhook,
  deliveries: z.string().meta({ description: 'Where its tests and their answers are listed.' }),
})

export const eventTypes = z.strictObject({
  data: z.array(
    z.strictObject({
      type: z.string(),
      description: z.string(),
      schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of the payload.' }),
    }),
  ),
})
