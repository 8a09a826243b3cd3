import { z } from 'zod'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { byId, id, pageOf, paging } from '../../schema/page.ts'
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
  secret: z.string().nullable().meta({ description: 'Shown this once; `whsec_` and base64 where Lodge made it.' }),
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

const HEADERS_MAX = 20
/** Lodge's own, those of the connection, and those that say who sends. */
const TAKEN =
  /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|keep-alive|expect|user-agent|webhook-.*|x-hub-signature.*|x-glassix-.*)$/i
const headers = z
  .record(
    z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, { error: 'must be a header’s name' }),
    z.string().regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,998}[\x21-\x7e])?$/, {
      error: 'must be 1 to 1,000 printable ASCII characters',
    }),
  )
  .refine((given) => Object.keys(given).length <= HEADERS_MAX, { error: `must be at most ${HEADERS_MAX}` })
  .refine((given) => !Object.keys(given).some((name) => TAKEN.test(name)), {
    error: 'must not name a header that Lodge sets itself, or one of the connection',
    params: { code: 'header_taken' },
  })
  .meta({ description: 'Sent with each event. They are not shown again.' })
const department = id.nullable().meta({ description: 'Only of this department’s tickets; null for all.' })

export const newWebhook = z
  .strictObject({
    url,
    description: text(500).default(''),
    types: types.prefault(['*']),
    enabled: z.boolean().default(true),
    format: z.enum(['standard', 'glassix']).default('standard').meta({
      description: 'How an event is written and signed: by Standard Webhooks, or as Glassix’s receivers read it.',
    }),
    department_id: department.default(null),
    headers: headers.default({}),
    secret: text(200, 16)
      .optional()
      .meta({ description: 'What receivers of a vendor’s format know already; Lodge makes one where it is absent.' }),
  })
  .refine(({ format, secret }) => format !== 'standard' || secret === undefined, {
    path: ['secret'],
    error: 'must be absent with the format standard: Lodge makes it',
    params: { code: 'not_allowed' },
  })

export const webhookChanges = patchOf({
  url: url.optional(),
  description: text(500).optional(),
  types: types.optional(),
  enabled: z.boolean().optional(),
  department_id: department.optional(),
  headers: headers.optional(),
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
