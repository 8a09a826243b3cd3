import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { createBusinessHours } from '../../../core/business-hours/create.ts'
import { listBusinessHours } from '../../../core/business-hours/list.ts'
import { updateBusinessHours } from '../../../core/business-hours/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import { toTheirHours, toWeekly } from '../../../dialects/tickiti/workflow.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { Problem } from '../../problem.ts'
import { allOf } from '../all.ts'
import { invalid, tickitiRoute } from '../contract.ts'
import { WRITE } from './access.ts'

const DAY = 1_440
const day = z.boolean().default(false)
const hours = z.object({
  mode: z.literal('simple').default('simple'),
  mon_enabled: day,
  tue_enabled: day,
  wed_enabled: day,
  thu_enabled: day,
  fri_enabled: day,
  sat_enabled: day,
  sun_enabled: day,
  simple_start: z.coerce
    .number()
    .int()
    .min(0)
    .max(DAY - 1),
  simple_end: z.coerce.number().int().min(1).max(DAY),
})

const NAME = 'Business hours'

/** Their one set of hours is the desk's default one, made where there is none. Its zone and holidays are set in ours. */
export const businessHoursRoutes = (lodge: Lodge, plugin: FastifyInstance): void =>
  tickitiRoute(lodge, plugin, '/api/v1/workflow/business-hours/update', WRITE, hours, async (body, request, reply) => {
    const weekly = toWeekly(body)
    if (weekly.length === 0) throw invalid('mon_enabled', 'or another day must be true')
    if (body.simple_start >= body.simple_end) throw invalid('simple_end', 'must be later than simple_start')
    const actor = actorOf(request)
    const all = await allOf((paging: Paging<[string, string]>) => listBusinessHours(lodge, actor, paging))
    const known = all.find(({ is_default }) => is_default)
    await once(lodge, request, reply, async (change) => {
      const changed = known
        ? await updateBusinessHours(change, known.id, { weekly })
        : await createBusinessHours(change, { name: NAME, isDefault: true, time_zone: 'UTC', weekly, holidays: [] })
      if (!changed.ok)
        throw new Problem(409, changed.error.code, 'The business hours were changed meanwhile: try again.')
      return { status: 200, body: { business_hours: toTheirHours(changed.value) } }
    })
    return reply
  })
