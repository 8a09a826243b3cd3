import { z } from 'zod'
import { normaliseDomain } from '../../core/contacts/email.ts'

/** A domain name, in its ASCII form. */
export const domain = z
  .string()
  .transform((value, context) => {
    const name = normaliseDomain(value)
    if (name !== undefined) return name
    context.issues.push({
      code: 'custom',
      input: value,
      message: 'must be a domain name like example.com',
      params: { code: 'invalid_domain' },
    })
    return z.NEVER
  })
  .meta({ maxLength: 253 })
