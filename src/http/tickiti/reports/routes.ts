import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../core/actor.ts'
import { listDepartments } from '../../../core/departments/list.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import { readAgentActivity } from '../../../core/reports/agents.ts'
import { readCategories } from '../../../core/reports/categories.ts'
import { departmentOf, timeZoneOf, type UnknownDepartment } from '../../../core/reports/range.ts'
import { readReport } from '../../../core/reports/read.ts'
import { asResolutions, asResponseTimes, asVolumes } from '../../../core/reports/report.ts'
import { VOLUME } from '../../../core/reports/rollup.ts'
import type { Result } from '../../../core/result.ts'
import {
  GROUP_BY,
  toAgent,
  toCategory,
  toResolution,
  toResponseTime,
  toVolume,
} from '../../../dialects/tickiti/reports.ts'
import { actorOf } from '../../policy.ts'
import { allOf } from '../all.ts'
import { type Access, invalid, tickitiRoute } from '../contract.ts'
import { noFields } from '../ids.ts'

const READ = { ability: 'reports:read', role: 'admin' } as const satisfies Access

const DAYS_MAX = 400
const DEFAULT_DAYS = 30
const DAY_MS = 86_400_000

/** Days of the desk's calendar, both included; without them the last thirty. */
const range = z.object({ date_from: z.iso.date().optional(), date_to: z.iso.date().optional() })
const grouped = range.extend({ group_by: z.enum(GROUP_BY).default('day') })

/** The family `reports/*`. */
export const reportRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const read = async (given: z.output<typeof grouped>, request: FastifyRequest) =>
    whole(
      await readReport(lodge, actorOf(request), VOLUME, { ...daysOf(given), interval: given.group_by, group: null }),
    )

  tickitiRoute(lodge, plugin, '/api/v1/reports/meta', READ, noFields, async (_, request) => {
    const actor = actorOf(request)
    const queues = await allOf((paging: Paging<[string, string]>) => listDepartments(lodge, actor, paging))
    return {
      reports: ['volumes', 'response-times', 'resolutions', 'agent-activity'],
      group_by: GROUP_BY,
      time_zone: await timeZoneOf(lodge.store.db, actor.deskId),
      queues: queues.map(({ id, name }) => ({ id, name })),
    }
  })

  tickitiRoute(lodge, plugin, '/api/v1/reports/volumes', READ, grouped, async (given, request) => ({
    volumes: asVolumes(await read(given, request)).map(toVolume),
  }))

  tickitiRoute(lodge, plugin, '/api/v1/reports/response-times', READ, grouped, async (given, request) => ({
    response_times: asResponseTimes(await read(given, request)).map(toResponseTime),
  }))

  tickitiRoute(lodge, plugin, '/api/v1/reports/resolutions', READ, grouped, async (given, request) => ({
    resolutions: asResolutions(await read(given, request)).map(toResolution),
    categories: (await categoriesOf(lodge, actorOf(request), daysOf(given))).map(toCategory),
  }))

  tickitiRoute(lodge, plugin, '/api/v1/reports/agent-activity', READ, range, async (given, request) => ({
    agents: whole(await readAgentActivity(lodge, actorOf(request), daysOf(given))).agents.map(toAgent),
  }))
}

const categoriesOf = async (lodge: Lodge, actor: Actor, days: { from: string; to: string }) => {
  const departmentIds = whole(await departmentOf(lodge, actor, undefined))
  const timeZone = await timeZoneOf(lodge.store.db, actor.deskId)
  return readCategories(lodge, { deskId: actor.deskId, ...days, timeZone, departmentIds })
}

/** A report of the whole desk names no department that could be unknown. */
const whole = <T>(result: Result<T, UnknownDepartment>): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const daysOf = ({ date_from, date_to }: z.output<typeof range>): { from: string; to: string } => {
  const to = date_to ?? new Date().toISOString().slice(0, 10)
  const from = date_from ?? new Date(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS).toISOString().slice(0, 10)
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  if (days < 0) throw invalid('date_to', 'must not be before date_from')
  if (days >= DAYS_MAX) throw invalid('date_to', `must be within ${DAYS_MAX} days of date_from`)
  return { from, to }
}
