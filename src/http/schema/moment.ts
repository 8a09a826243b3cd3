import { z } from 'zod'

/** RFC 3339 with a zone, e.g. `2026-06-04T15:21:09.000Z`. */
export const moment = z.iso.datetime({ offset: true, error: 'must be a date and time like 2026-06-04T15:21:09Z' })
