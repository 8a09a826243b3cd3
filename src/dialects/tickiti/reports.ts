import type { AgentActivity } from '../../core/reports/agents.ts'
import type { CategoryRow } from '../../core/reports/categories.ts'
import { INTERVALS } from '../../core/reports/range.ts'
import type { asResolutions, asResponseTimes, asVolumes } from '../../core/reports/report.ts'
import type { Times } from '../../core/reports/times.ts'

/** Our counts in their words. Where their pages say nothing of a key, it is named as its siblings are. */

export const GROUP_BY = INTERVALS

export const toVolume = (row: ReturnType<typeof asVolumes>[number]) => ({
  date: row.period,
  tickets_created: row.created,
  responses_received: row.received,
  responses_sent: row.replied,
  tickets_closed: row.resolved,
  tickets_reopened: row.reopened,
})

const toTimes = ({ count, mean_seconds, within }: Times) => ({ count, average_seconds: mean_seconds, within })

export const toResponseTime = (row: ReturnType<typeof asResponseTimes>[number]) => ({
  date: row.period,
  first_response: toTimes(row.first_reply),
  resolution: toTimes(row.resolution),
})

export const toResolution = (row: ReturnType<typeof asResolutions>[number]) => ({
  date: row.period,
  tickets_closed: row.resolved,
  tickets_reopened: row.reopened,
  resolution: toTimes(row.resolution),
})

/** How many tickets were closed under a resolution category, of the whole range. */
export const toCategory = ({ category, resolved }: CategoryRow) => ({
  id: category.id,
  name: category.name,
  colour: category.color,
  tickets_closed: resolved,
})

export const toAgent = ({ member, assigned, replied, noted, resolved }: AgentActivity) => ({
  user: member,
  tickets_assigned: assigned,
  responses_sent: replied,
  internal_responses: noted,
  tickets_closed: resolved,
})
