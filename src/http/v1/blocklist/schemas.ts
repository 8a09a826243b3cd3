import { z } from 'zod'
import { blocklistValue } from '../../../core/blocklist/entry.ts'
import { byName, pageOf, paging } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'

export const entry = z.strictObject({ value: z.string(), reason: z.string().nullable(), created_at: z.string() })
export const entryPage = pageOf(entry)
export const listQuery = z.strictObject(paging(byName))

const value = z
  .string()
  .transform((given, context) => {
    const stored = blocklistValue(given)
    if (stored !== undefined) return stored
    context.issues.push({
      code: 'custom',
      input: given,
      message: 'must be an email address or a domain name',
      params: { code: 'invalid_value' },
    })
    return z.NEVER
  })
  .meta({ maxLength: 255 })

export const newEntry = z.strictObject({ value, reason: text(500).optional() })
export const oneByValue = z.strictObject({ value: z.string() })
