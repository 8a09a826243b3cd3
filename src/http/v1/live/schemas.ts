import { z } from 'zod'
import type { OperationPart } from '../../openapi.ts'
import { feedQuery } from '../events/schemas.ts'

export const liveQuery = feedQuery.pick({ after: true })

export const presenceBody = z.strictObject({
  state: z
    .enum(['viewing', 'typing', 'left'])
    .meta({ description: 'Say it anew each 15 s: after 40 s it is forgotten.' }),
})

export const livePart: OperationPart = {
  responses: {
    '200': {
      description:
        'Messages `change` (its `id` a cursor, its `data` an event as in the feed), `gone` (`ticket_id`, of a ticket that moved out of your departments), `presence`, `notification`, `alive` and `resync`.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
  },
}
