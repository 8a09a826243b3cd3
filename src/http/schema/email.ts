import { z } from 'zod'
import { normaliseEmail } from '../../core/contacts/email.ts'

/** An address, in its one spelling (core/contacts/email.ts). */
export const email = z
  .string()
  .transform((value, context) => {
    const address = normaliseEmail(value)
    if (address !== undefined) return address
    context.issues.push({
      code: 'custom',
      input: value,
      message: 'must be an email address',
      params: { code: 'invalid_email' },
    })
    return z.NEVER
  })
  .meta({ format: 'email', maxLength: 255 })
