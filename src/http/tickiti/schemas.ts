import { z } from 'zod'
import { email } from '../schema/email.ts'
import { text } from '../schema/text.ts'

/** Bound values and all: what fits a run of an intervention, or a text with its pictures in it. */
const data = z.record(z.string(), z.unknown())

/** Fields that are not listed are ignored. Which payload `data` is one of is for readCreate() to say. */
export const createBody = z.object({
  originator_email_address: email,
  template_identifier: text(200, 1).optional(),
  intervention: text(200, 1).optional(),
  uid: text(200, 1).optional(),
  queue_name: text(200, 1).optional(),
  is_public: z.boolean().default(true),
  use_passed_originator_as_responder: z.boolean().default(false),
  data: data.optional(),
})

export const created = z.strictObject({
  ok: z.literal(true),
  data: z.strictObject({
    queue: z.string(),
    used_template: z.boolean(),
    used_intervention: z.boolean(),
    used_private_template: z.boolean(),
    used_public_template: z.boolean(),
  }),
})
