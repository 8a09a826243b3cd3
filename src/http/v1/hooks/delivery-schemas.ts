import { z } from 'zod'
import { byId, pageOf, paging } from '../../schema/page.ts'

const STATES = ['received', 'created', 'quarantined', 'blocked', 'ignored', 'refused'] as const

export const deliveryParams = z.strictObject({ id: z.string(), deliveryId: z.string() })
export const deliveryQuery = z.strictObject({ ...paging(byId), state: z.enum(STATES).optional() })

export const delivery = z.strictObject({
  id: z.string(),
  hook_id: z.string(),
  state: z.enum(STATES).meta({
    description:
      '`received`: worked on in a moment; `created`: a ticket; `quarantined`: none, `detail` says why: mend it and replay; `blocked`: from somebody on the blocklist; `ignored`: not meant to be a ticket; `refused`: not signed rightly, or unreadable.',
  }),
  detail: z.string().nullable(),
  ticket: z.strictObject({ id: z.string(), number: z.int() }).nullable(),
  content_type: z.string().nullable(),
  size: z.int(),
  repeats: z.int().meta({ description: 'How often the sender sent it again.' }),
  received_at: z.string(),
  processed_at: z.string().nullable(),
})

export const deliveryPage = pageOf(delivery)

export const deliveryWithPayload = delivery.extend({
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable().meta({ description: 'What came, where it is text.' }),
  body_base64: z.string().meta({ description: 'What came, byte for byte.' }),
})

export const replayedAll = z.strictObject({ count: z.int() })
