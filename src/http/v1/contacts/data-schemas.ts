import { z } from 'zod'
import { byId, pageOf, paging } from '../../schema/page.ts'

const count = z.int().min(0)

export const erasure = z.strictObject({
  id: z.string(),
  contact_id: z.string(),
  erased_at: z.string(),
  counts: z.strictObject({
    tickets: count.describe('Their own.'),
    shared_tickets: count.describe('Others’, on which they took part or wrote.'),
    messages: count.describe('That they wrote on those.'),
    attachments: count.describe('Of those messages.'),
    mails: count.describe('That came from them and are no ticket of theirs.'),
    activities: count,
    identities: count,
    events: count.describe('Of the log, but their tickets’, that named them.'),
    deliveries: count,
    answers: count.describe('That were kept for repeated requests.'),
  }),
  sha256: z.string().describe('Of the receipt without this field, as JSON without spaces.'),
})
export const erasurePage = pageOf(erasure)
export const erasureQuery = z.strictObject(paging(byId))

export const exportQuery = z.strictObject({
  notes: z
    .enum(['true', 'false'])
    .default('false')
    .transform((word) => word === 'true')
    .describe('Also what the team wrote to itself on their tickets.'),
})
