import { z } from 'zod'
import { BAND_NAMES } from '../../../core/reports/measures.ts'
import { GROUPS, INTERVALS, type Range } from '../../../core/reports/range.ts'

/** More than anybody looks at, and what a page can show. */
const DAYS_MAX = 3_660
const PERIODS_MAX = 400
const DAYS_IN = { day: 1, week: 7, month: 28 }

const day = z.iso.date()
const daysOf = ({ from, to }: Range): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
const inOrder = { error: 'must not be before from', path: ['to'], params: { code: 'out_of_range' } }
const notTooLong = { error: 'must be within ten years of from', path: ['to'], params: { code: 'out_of_range' } }

const range = {
  from: day.describe('A day of the desk’s time zone, included.'),
  to: day.describe('A day of the desk’s time zone, included.'),
}

export const rangeQuery = z
  .strictObject(range)
  .refine((value) => daysOf(value) >= 1, inOrder)
  .refine((value) => daysOf(value) <= DAYS_MAX, notTooLong)

export const reportQuery = z
  .strictObject({
    ...range,
    interval: z.enum(INTERVALS).default('day').describe('Weeks begin on Monday.'),
    group: z.enum(GROUPS).optional().describe('A row for each of them.'),
  })
  .refine((value) => daysOf(value) >= 1, inOrder)
  .refine((value) => daysOf(value) <= DAYS_MAX, notTooLong)
  .refine((value) => daysOf(value) / DAYS_IN[value.interval] <= PERIODS_MAX, {
    error: `makes more than ${PERIODS_MAX} periods: take a longer interval`,
    path: ['interval'],
    params: { code: 'out_of_range' },
  })

const count = z.int().min(0)
const place = {
  period: z.iso.date().describe('Its first day.'),
  department: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  channel: z.string().nullable(),
}
const times = z.strictObject({
  count,
  mean_seconds: count.nullable(),
  within: z.strictObject(Object.fromEntries(BAND_NAMES.map((band) => [band, count]))),
})
const about = {
  time_zone: z.string().describe('Of the default business hours; UTC where there are none.'),
  from: z.string(),
  to: z.string(),
}
const reportOf = <Row extends z.ZodType>(row: Row) => z.strictObject({ ...about, data: z.array(row) })

export const volumes = reportOf(
  z.strictObject({ ...place, created: count, received: count, replied: count, resolved: count, reopened: count }),
)
export const responseTimes = reportOf(z.strictObject({ ...place, first_reply: times, resolution: times }))
export const resolutions = reportOf(z.strictObject({ ...place, resolved: count, reopened: count, resolution: times }))
export const agents = reportOf(
  z.strictObject({
    member: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }),
    assigned: count,
    replied: count,
    noted: count,
    resolved: count,
  }),
)
