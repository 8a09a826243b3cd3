import { z } from 'zod'
import { IGNORED_KINDS, ignoredValue } from '../../../core/ignored-mail/ignored-mail.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'

export const ignoredMail = z.strictObject({
  id: z.string(),
  kind: z.enum(IGNORED_KINDS),
  value: z.string(),
  created_at: z.string(),
})

export const ignoredMailPage = pageOf(ignoredMail)
export const listQuery = z.strictObject({ kind: z.enum(IGNORED_KINDS).optional(), ...paging(byId) })

const ALLOWED = {
  sender: 'must be an email address or a domain name',
  subject: 'must be a subject, `*` in it for any characters, and not all subjects',
}

export const newIgnoredMail = z
  .strictObject({
    kind: z.enum(IGNORED_KINDS),
    value: text(500, 1).meta({
      description: 'An address or a whole domain; or a whole subject in any case, `*` in it for any characters.',
    }),
  })
  .transform((given, context) => {
    const value = ignoredValue(given.kind, given.value)
    if (value !== undefined) return { kind: given.kind, value }
    const params = { code: 'invalid_value' }
    context.issues.push({ code: 'custom', path: ['value'], input: given.value, message: ALLOWED[given.kind], params })
    return z.NEVER
  })
