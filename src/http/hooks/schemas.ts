import { z } from 'zod'

export const accepted = z.strictObject({ accepted: z.literal(true) })

/** For the API's description: what a sender may send. */
export const hookBody = {
  required: true,
  content: {
    'application/json': { schema: {} },
    'application/x-www-form-urlencoded': { schema: { type: 'object' } },
    'multipart/form-data': { schema: { type: 'object' } },
  },
}
