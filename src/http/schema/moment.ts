import { z } from 'zod'

const YEAR_FIRST = Date.UTC(1970, 0)
const YEAR_LAST = Date.UTC(9999, 0)

/** RFC 3339 with a zone, e.g. `2026-06-04T15:21:09.000Z`, of a year that every part of the system can write. */
export const moment = z.iso
  .datetime({ offset: true, error: 'must be a date and time like 2026-06-04T15:21:09Z' })
  .refine((value) => Date.parse(value) >= YEAR_FIRST && Date.parse(value) < YEAR_LAST, {
    error: 'must be of a year from 1970 to 9998',
    params: { code: 'out_of_range' },
  })
