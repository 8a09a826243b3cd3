import { IANAZone } from 'luxon'
import { z } from 'zod'

/** A time zone by name. An offset is none: `+05:30` means one thing to JavaScript and its opposite to PostgreSQL. */
export const timeZone = z
  .string()
  .max(100)
  .refine((value) => /^[A-Za-z]/.test(value) && IANAZone.isValidZone(value), {
    error: 'must be a zone of the IANA database, such as Europe/Berlin',
    params: { code: 'unknown_time_zone' },
  })
