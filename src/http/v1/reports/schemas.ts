import { z } from 'zod'
import { BAND_NAMES } from '../../../core/reports/measures.ts'
import { GROUPS, INTERVALS, type Range } from '../../../core/reports/range.ts'
import { text } from '../../schema/text.ts'
import { timeZone } from '../../schema/time-zone.ts'

/** More than anybody looks at, and what a page can show. */
const DAYS_MAX = 3_660
const PERIODS_MAX = 400
const DAYS_IN = { day: 1, week: 7, month: 28 }

const day = z.iso.date()
const daysOf = ({ from, to }: Range): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
const inOrder = { error: 'must not be before from', path: ['to'], params: { code: 'out_of_range' } }
const notTooLong = { error: 'must be within ten years of from', path: ['to'], params: { code: 'out_of_range' } }
const tooManyPeriods = {
  error: `makes more than ${PERIODS_MAX} periods: take a longer interval`,
  path: ['interval'],
  params: { code: 'out_of_range' },
}

const range = {
  from: day.describe('A day of the time zone, included.'),
  to: day.describe('A day of the time zone, included.'),
  time_zone: timeZone.optional().describe('Whose days they are; of the default business hours where absent, else UTC.'),
  department: text(200, 1).optional().describe('Id or name: of this one alone.'),
}
const interval = z.enum(INTERVALS).default('day').describe('Weeks begin on Monday.')
const format = z.enum(['json', 'csv']).optional().describe('Or by `Accept: text/csv`.')
const channel = text(100, 1).optional().describe('Of this one alone.')

const inRange = <Given extends z.ZodType<Range>>(schema: Given) =>
  schema.refine((value) => daysOf(value) >= 1, inOrder).refine((value) => daysOf(value) <= DAYS_MAX, notTooLong)
const inPeriods = <Given extends z.ZodType<Range & { interval: keyof typeof DAYS_IN }>>(schema: Given) =>
  inRange(schema).refine((value) => daysOf(value) / DAYS_IN[value.interval] <= PERIODS_MAX, tooManyPeriods)

export const rangeQuery = inRange(z.strictObject({ ...range, format }))
export const overviewQuery = inPeriods(z.strictObject({ ...range, interval }))
const periods = { ...range, interval, channel, format }
export const reportQuery = inPeriods(
  z.strictObject({
    ...periods,
    group: z.enum(GROUPS).exclude(['source']).optional().describe('A row for each of them.'),
  }),
)
export const volumeQuery = inPeriods(
  z.strictObject({
    ...periods,
    source: text(200).optional().describe('Of this one alone.'),
    group: z.enum(GROUPS).optional().describe('A row for each of them, of sources the 100 with the most.'),
  }),
)

const count = z.int().min(0)
const share = z.number().min(0).max(1).nullable()
const named = z.strictObject({ id: z.string(), name: z.string() })
const place = {
  period: z.iso.date().describe('Its first day.'),
  department: named.nullable(),
  channel: z.string().nullable(),
  source: z.string().nullable(),
}
const times = z.strictObject({
  count,
  mean_seconds: count.nullable(),
  within: z.strictObject(Object.fromEntries(BAND_NAMES.map((band) => [band, count]))),
})
const about = {
  time_zone: z.string().describe('Whose days they are.'),
  from: z.string(),
  to: z.string(),
}
const reportOf = <Row extends z.ZodType>(row: Row) => z.strictObject({ ...about, data: z.array(row) })

const volume = { created: count, received: count, replied: count, resolved: count, reopened: count }
const promise = z.strictObject({ met: count.describe('In time.'), breached: count, share })
const promises = { first_reply: promise, next_reply: promise, resolution: promise }
const ratings = {
  ratings: count,
  mean_score: z.number().nullable(),
  share: share.describe('Of those who gave 4 or 5.'),
  scores: z.strictObject({ 1: count, 2: count, 3: count, 4: count, 5: count }),
}
const answers = { agent_replies: count, ai_replies: count, ai_share: share }
const work = { entered: count, departed: count, open: count.describe('At the end of the period.') }
const agent = z.strictObject({
  member: named.extend({ email: z.string() }),
  assigned: count,
  replied: count,
  noted: count,
  resolved: count,
  open: count.describe('Theirs now, and open, pending or snoozed.'),
})
const category = z.strictObject({ category: named.extend({ color: z.string().nullable() }), resolved: count })

const volumeRow = z.strictObject({ ...place, ...volume })
const backlogRow = z.strictObject({ ...place, ...work })

export const volumes = reportOf(volumeRow)
export const responseTimes = reportOf(z.strictObject({ ...place, first_reply: times, resolution: times }))
export const resolutions = reportOf(z.strictObject({ ...place, resolved: count, reopened: count, resolution: times }))
export const backlog = reportOf(backlogRow)
export const sla = reportOf(z.strictObject({ ...place, ...promises }))
export const satisfaction = reportOf(z.strictObject({ ...place, ...ratings }))
export const replies = reportOf(z.strictObject({ ...place, ...answers }))
export const agents = reportOf(agent)
export const categories = reportOf(category)

const totals = z.strictObject({
  ...volume,
  first_reply: times,
  resolution: times,
  sla: z.strictObject(promises),
  satisfaction: z.strictObject(ratings),
  ...answers,
})
export const overview = z.strictObject({
  ...about,
  totals,
  previous: z.strictObject({ from: z.string(), to: z.string(), totals }).describe('As many days before.'),
  volumes: z.array(volumeRow),
  backlog: z.array(backlogRow),
  departments: z.array(z.strictObject({ department: named.nullable(), ...volume })),
  channels: z.array(z.strictObject({ channel: z.string().nullable(), ...volume })),
  sources: z.array(z.strictObject({ source: z.string().nullable(), ...volume })).describe('The 20 with the most.'),
  agents: z.array(agent),
  resolution_categories: z.array(category),
})
