import type { FastifyInstance } from 'fastify'
import { diagnose } from '../../../core/diagnostics/diagnose.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { tickitiRoute } from '../contract.ts'
import { noFields } from '../ids.ts'
import { notInPlan } from '../plan.ts'
import { READ } from './access.ts'
import { healthRoutes } from './health.ts'
import { jobRoutes } from './jobs.ts'

/** The family `supervisor/*`. */
export const supervisorRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  tickitiRoute(lodge, plugin, '/api/v1/supervisor/diagnostics', READ, noFields, async () => {
    const checks = await diagnose(lodge)
    return { healthy: checks.every(({ state }) => state !== 'fail'), checks }
  })
  healthRoutes(lodge, plugin)
  jobRoutes(lodge, plugin)
  notInPlan(lodge, plugin, READ, 'Super tasks', ['/api/v1/supervisor/super-tasks'])
}
