import { z } from 'zod'
import { normalisePhone } from '../../core/contacts/phone.ts'

/** A telephone number, in its one spelling. */
export const phone = z
  .string()
  .transform((value, context) => {
    const number = normalisePhone(value)
    if (number !== undefined) return number
    context.issues.push({
      code: 'custom',
      input: value,
      message: 'must be a telephone number of 3 to 15 digits, like +351 912 345 678',
      params: { code: 'invalid_phone' },
    })
    return z.NEVER
  })
  .meta({ maxLength: 40 })
