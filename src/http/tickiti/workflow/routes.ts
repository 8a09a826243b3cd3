import type { FastifyInstance } from 'fastify'
import type { Outbound } from '../../../channels/outbound.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { businessHoursRoutes } from './business-hours.ts'
import { escalationRoutes } from './escalations.ts'
import { interventionRoutes } from './interventions.ts'
import { queueRoutes } from './queues.ts'
import { resolutionCategoryRoutes } from './resolution-categories.ts'

/** The family `workflow/*`. */
export const workflowRoutes = (lodge: Lodge, outbound: Outbound, plugin: FastifyInstance): void => {
  queueRoutes(lodge, plugin)
  resolutionCategoryRoutes(lodge, plugin)
  interventionRoutes(lodge, outbound, plugin)
  escalationRoutes(lodge, plugin)
  businessHoursRoutes(lodge, plugin)
}
