import { z } from 'zod'
import { moment } from '../../schema/moment.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'

export const auditQuery = z.strictObject({
  actor: text(255, 1).optional().describe('Id or name of a member, credential or rule.'),
  type: text(100, 1).optional().describe('A type (`credential.created`), or the noun of several (`credential`).'),
  from: moment.optional().describe('This moment included.'),
  to: moment.optional().describe('This moment not included.'),
  format: z.enum(['json', 'csv']).optional().describe('Or by `Accept: text/csv`; the newest 10,000.'),
  ...paging(byId),
})

const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const auditPage = pageOf(
  z.strictObject({
    seq: z.int().min(1).describe('From 1, without a gap.'),
    event_id: z.string(),
    type: z.string(),
    actor: z.strictObject({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
    data: z.record(z.string(), z.unknown()).describe('As the event has it; of what names customers, ids alone.'),
    created_at: z.string(),
    hash: hash.describe('SHA-256 over the hash before it and this entry.'),
  }),
)

export const verification = z.strictObject({
  entries: z.int().min(0).describe('How many are as they were, from the first.'),
  head: hash.describe('The hash of the last of them: noted elsewhere, it shows also that all was written anew.'),
  broken: z
    .strictObject({ seq: z.int(), problem: z.enum(['changed', 'removed', 'inserted']) })
    .nullable()
    .describe('The first entry that is not as it was; null where all are.'),
})
