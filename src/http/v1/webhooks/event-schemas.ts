import { z } from 'zod'
import { EVENT_TYPES } from './event-types.ts'

/** What a webhook's receiver gets (channels/webhooks/payload.ts), for one type of event. */
export const payloadSchema = (type: string, data: z.ZodType) =>
  z.strictObject({
    id: z.string().meta({ description: "The event's, and the `webhook-id`: the same at each attempt." }),
    type: z.literal(type),
    timestamp: z.iso.datetime({ precision: 3 }).meta({ description: 'When it happened.' }),
    sequence: z
      .int()
      .min(1)
      .meta({ description: 'Its number among the events of the desk that went to any webhook, without gaps.' }),
    desk: z.strictObject({ id: z.string(), slug: z.string() }),
    ticket_id: z.string().nullable(),
    actor: z.strictObject({
      kind: z.string(),
      id: z.string().nullable().meta({ description: 'Of the member, else of the credential.' }),
    }),
    data,
  })

type Described = { type: string; description: string; schema: Record<string, unknown> }

let described: Described[] | undefined

/**
 * Every type of event with the JSON Schema (2020-12) of its payload. Made once, since none of it changes while Lodge runs,
 * and when somebody asks: it is a tenth of the work of a start.
 */
export const describedEventTypes = (): Described[] => {
  described ??= Object.entries(EVENT_TYPES).map(([type, { description, data }]) => ({
    type,
    description,
    schema: z.toJSONSchema(payloadSchema(type, data)) as Record<string, unknown>, // a JSON Schema is an object
  }))
  return described
}
