import { z } from 'zod'

/** What no year of four digits can be said of in every zone, PostgreSQL cannot store or JavaScript cannot write. */
const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(9999, 11, 31)

/** RFC 3339 with a zone, e.g. `2026-06-04T15:21:09.000Z`, of a year that every part of the system can write. */
export const moment = z.iso
  .datetime({
    offset: true,
    abort: true,
    error: (issue) =>
      issue.code === 'invalid_format' ? 'must be a date and time like 2026-06-04T15:21:09Z' : undefined,
  })
  .refine((value) => Date.parse(value) >= EARLIEST && Date.parse(value) <= LATEST, {
    error: 'must be from 1970 to 9999',
    params: { code: 'out_of_range' },
  })
