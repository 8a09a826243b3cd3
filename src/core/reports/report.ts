import { KINDS } from '../sla/policy.ts'
import { SCORES } from './measures.ts'
import type { Report, ReportRow } from './read.ts'
import { timesOf } from './times.ts'

/** The reports there are, each a choice of what was counted. */

type Measures = ReportRow['measures']

export const placeOf = ({ period, department, channel, source }: Omit<ReportRow, 'measures'>) => ({
  period,
  department,
  channel,
  source,
})

export const volumesOf = (measures: Measures) => ({
  created: measures.created ?? 0,
  received: measures.received ?? 0,
  replied: measures.replied ?? 0,
  resolved: measures.resolved ?? 0,
  reopened: measures.reopened ?? 0,
})

export const responseTimesOf = (measures: Measures) => ({
  first_reply: timesOf(measures, 'first_reply', 'first_replies'),
  resolution: timesOf(measures, 'resolution', 'resolved'),
})

export const resolutionsOf = (measures: Measures) => ({
  resolved: measures.resolved ?? 0,
  reopened: measures.reopened ?? 0,
  resolution: timesOf(measures, 'resolution', 'resolved'),
})

/** A share from 0 to 1, of four digits; null of nothing. */
const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000

/** Promises kept in time, and broken, of a kind. */
const promiseOf = (measures: Measures, kind: (typeof KINDS)[number]) => {
  const met = measures[`${kind}_met`] ?? 0
  const breached = measures[`${kind}_breached`] ?? 0
  return { met, breached, share: share(met, met + breached) }
}
export const slaOf = (measures: Measures) => ({
  first_reply: promiseOf(measures, KINDS[0]),
  next_reply: promiseOf(measures, KINDS[1]),
  resolution: promiseOf(measures, KINDS[2]),
})

/** Who gives 4 or 5 is satisfied. */
export const satisfactionOf = (measures: Measures) => {
  const scores = SCORES.map((score) => measures[`rated_${score}`] ?? 0)
  const ratings = scores.reduce((sum, count) => sum + count, 0)
  const points = scores.reduce((sum, count, index) => sum + count * (index + 1), 0)
  const [one = 0, two = 0, three = 0, four = 0, five = 0] = scores
  return {
    ratings,
    mean_score: ratings === 0 ? null : Math.round((points / ratings) * 100) / 100,
    share: share(four + five, ratings),
    scores: { 1: one, 2: two, 3: three, 4: four, 5: five },
  }
}

/** Public replies, by people and by AI. */
export const repliesOf = (measures: Measures) => {
  const byAgents = measures.agent_replies ?? 0
  const byAi = measures.ai_replies ?? 0
  return { agent_replies: byAgents, ai_replies: byAi, ai_share: share(byAi, byAgents + byAi) }
}

const rowsBy =
  <Said>(say: (measures: Measures) => Said) =>
  ({ rows }: Pick<Report, 'rows'>) =>
    rows.map((row) => ({ ...placeOf(row), ...say(row.measures) }))

export const asVolumes = rowsBy(volumesOf)
export const asResponseTimes = rowsBy(responseTimesOf)
export const asResolutions = rowsBy(resolutionsOf)
