import { z } from 'zod'
import { byId, id, pageOf, paging } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'

const count = z.int().min(0)

export const importAnswer = z.strictObject({
  id: z.string(),
  kind: z.enum(['mbox', 'contacts']),
  name: z.string().describe('The file’s.'),
  mailbox_id: z.string().nullable().describe('Of an mbox: the mailbox that takes its mails in.'),
  state: z.enum(['waiting', 'running', 'finished', 'failed', 'cancelled']),
  reason: z.string().nullable().describe('Why it failed.'),
  size: count.describe('In bytes.'),
  read: count.describe('How many of them are taken in.'),
  seen: count.describe('Mails, or lines.'),
  created: count.describe('Mails that were new, or people.'),
  updated: count.describe('People who were known.'),
  known: count.describe('Mails that were here already.'),
  failed: count,
  errors: z
    .array(
      z.strictObject({
        place: z.int().describe('The line of a CSV file, which mail of an mbox; from 1.'),
        code: z.string(),
      }),
    )
    .describe('The first 100.'),
  created_at: z.string(),
  ended_at: z.string().nullable(),
})

export const importPage = pageOf(importAnswer)
export const importsQuery = z.strictObject(paging(byId))

const name = text(1000)
  .optional()
  .describe('The file’s name, where no form and no Content-Disposition header gives it.')

export const importQuery = z
  .strictObject({
    kind: z.enum(['mbox', 'contacts']).describe('`contacts`: a CSV file.'),
    name,
    mailbox: id.optional().describe('Of an mbox: the id of the mailbox that takes its mails in.'),
  })
  .refine((query) => query.kind !== 'mbox' || query.mailbox !== undefined, {
    error: 'is required for an mbox',
    path: ['mailbox'],
    params: { code: 'required' },
  })
  .refine((query) => query.kind === 'mbox' || query.mailbox === undefined, {
    error: 'is of an mbox alone',
    path: ['mailbox'],
    params: { code: 'not_of_kind' },
  })
