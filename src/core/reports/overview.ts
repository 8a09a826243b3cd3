import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { ok, type Result } from '../result.ts'
import { readAgentActivity } from './agents.ts'
import { readBacklog } from './backlog.ts'
import { readCategories } from './categories.ts'
import { departmentOf, type ReportQuery, timeZoneOf, type UnknownDepartment } from './range.ts'
import { type ReportRow, readReport } from './read.ts'
import { asVolumes, repliesOf, responseTimesOf, satisfactionOf, slaOf, volumesOf } from './report.ts'
import { OUTCOME, SOURCE, VOLUME } from './rollup.ts'
import { readSum, readTotals, type Total } from './totals.ts'

export type Overview = Awaited<ReturnType<typeof readAll>>

const DAY_MS = 86_400_000
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** All that a page of reports shows at first: the range whole and by period, and the as many days before it to compare. */
export const readOverview = async (
  lodge: Lodge,
  actor: Actor,
  query: Omit<ReportQuery, 'group'>,
): Promise<Result<Overview & { timeZone: string }, UnknownDepartment>> => {
  const department = await departmentOf(lodge, actor, query.department)
  if (!department.ok) return department
  const timeZone = query.timeZone ?? (await timeZoneOf(lodge.store.db, actor.deskId))
  return ok({ timeZone, ...(await readAll(lodge, actor, { ...query, timeZone, group: null }, department.value)) })
}

const readAll = async (
  lodge: Lodge,
  actor: Actor,
  query: ReportQuery & { timeZone: string },
  departmentIds: string[] | null,
) => {
  const { from, to, timeZone } = query
  const slots = { deskId: actor.deskId, from, to, timeZone, departmentIds }
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  const before = { from: dayOf(Date.parse(from) - days * DAY_MS), to: dayOf(Date.parse(from) - DAY_MS) }
  const past = { ...slots, ...before }
  const [volumes, work, volumeBefore, outcomeBefore, places, sources, agents, categories] = await Promise.all([
    readReport(lodge, actor, VOLUME, query),
    readBacklog(lodge, actor, query),
    readSum(lodge, VOLUME, past),
    readSum(lodge, OUTCOME, past),
    readTotals(lodge, VOLUME, slots, ['department', 'channel']),
    readTotals(lodge, SOURCE, slots, ['source']),
    readAgentActivity(lodge, actor, query),
    readCategories(lodge, slots),
  ])
  const { rows: outcomes, backlog } = known(work)
  const of = (kind: string) => places.filter(({ by }) => by === kind)
  return {
    totals: totalsOf(sumOf(known(volumes).rows), sumOf(outcomes)),
    previous: { ...before, totals: totalsOf(volumeBefore, outcomeBefore) },
    volumes: asVolumes(known(volumes)),
    backlog,
    departments: of('department').map((total) => ({ department: total.department, ...toVolume(total) })),
    channels: of('channel').map((total) => ({ channel: total.channel, ...toVolume(total) })),
    sources: sources.map((total) => ({ source: total.source, ...toVolume(total) })),
    agents: known(agents).agents,
    resolution_categories: categories,
  }
}

const toVolume = ({ measures }: Total) => volumesOf(measures)

type Measures = ReportRow['measures']

const sumOf = (rows: ReportRow[]): Measures => {
  const sums: Measures = {}
  for (const { measures } of rows) {
    for (const [name, count] of Object.entries(measures)) sums[name] = (sums[name] ?? 0) + count
  }
  return sums
}

const totalsOf = (volume: Measures, outcome: Measures) => ({
  ...volumesOf(volume),
  ...responseTimesOf(volume),
  sla: slaOf(outcome),
  satisfaction: satisfactionOf(outcome),
  ...repliesOf(outcome),
})

/** The department was found before: it was deleted in this very moment, if at all. */
const known = <T>(result: Result<T, UnknownDepartment>): T => {
  if (!result.ok) throw new Error('a department was deleted while its reports were read')
  return result.value
}
