import { z } from 'zod'
import { CULTURES, KINDS } from '../../../core/service-texts/service-text.ts'
import { id } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'

const department = id.nullable().default(null).describe('Null: the desk’s, for every department without one.')

export const serviceText = z.strictObject({
  kind: z.enum(KINDS),
  culture: z.enum(CULTURES),
  text: z.string(),
  is_default: z.boolean().describe('Lodge’s own words: nobody said otherwise.'),
  department_id: z.string().nullable(),
})
export const serviceTextList = z.strictObject({ data: z.array(serviceText) })
export const serviceTextQuery = z.strictObject({ department_id: id.optional() })
export const serviceTextBody = z.strictObject({
  kind: z.enum(KINDS),
  culture: z.enum(CULTURES),
  department_id: department,
  text: text(2_000, 1).nullable().describe('Null takes it back.'),
})
export const survey = z.strictObject({
  url: z.string().describe('Whoever has it may rate this ticket.'),
  text: z.string().describe('What the customer is asked.'),
})
