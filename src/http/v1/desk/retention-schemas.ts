import { z } from 'zod'

const days = z.int().min(1).max(36_500).nullable()

/** Each has to be said: what is deleted by itself is no place for defaults. */
export const retention = z.strictObject({
  closed_days: days.describe('Tickets that are resolved or closed, and silent since. Null: kept for ever.'),
  spam_days: days.describe('Tickets that are spam.'),
  inbound_raw_days: days.describe(
    'The originals of mails that came in; of those that became nothing also who sent them.',
  ),
  activity_days: days.describe('What contacts did on pages.'),
})

const counted = z.strictObject({ count: z.int().min(0).max(10_000), more: z.boolean() })
const due = z
  .strictObject({ closed_tickets: counted, spam_tickets: counted, inbound_mails: counted, activities: counted })
  .describe('What this would delete now, counted up to 10,000.')

export const retentionAnswer = retention.extend({
  due,
  always: z
    .strictObject({
      deliveries_days: z.int(),
      sent_mail_days: z.int(),
      hook_payloads_days: z.int(),
      idempotency_keys_days: z.int(),
    })
    .describe('What is forgotten whatever the desk says.'),
})
export const preview = z.strictObject({ due })
