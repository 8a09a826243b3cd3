import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { archiveIntervention } from '../../../core/interventions/archive.ts'
import { createIntervention } from '../../../core/interventions/create.ts'
import { getIntervention, listInterventions } from '../../../core/interventions/list.ts'
import { updateIntervention } from '../../../core/interventions/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { oneById } from '../../schema/params.ts'
import { toProblem } from './problems.ts'
import { runRoutes } from './run-routes.ts'
import { intervention, interventionChanges, interventionPage, listQuery, newIntervention } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Interventions']

export const interventionRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(runRoutes(lodge))

    app.get(
      '/v1/interventions',
      {
        config: READ,
        schema: { tags, summary: 'List interventions', querystring: listQuery, response: { 200: interventionPage } },
      },
      (request) =>
        listInterventions(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.get(
      '/v1/interventions/:id',
      {
        config: READ,
        schema: { tags, summary: 'Get an intervention', params: oneById, response: { 200: intervention } },
      },
      async (request) => {
        const found = await getIntervention(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw toProblem(found.error)
        return found.value
      },
    )

    app.post(
      '/v1/interventions',
      {
        config: ADMIN,
        schema: { tags, summary: 'Create an intervention', body: newIntervention, response: { 201: intervention } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { private_template, public_template, final_template, set, ...rest } = request.body
          const made = await createIntervention(change, {
            ...rest,
            privateTemplate: private_template,
            publicTemplate: public_template,
            finalTemplate: final_template,
            settings: set,
          })
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value }
        }),
    )

    app.patch(
      '/v1/interventions/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change an intervention',
          params: oneById,
          body: interventionChanges,
          response: { 200: intervention },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { private_template, public_template, final_template, set, ...rest } = request.body
          const changed = await updateIntervention(change, request.params.id, {
            ...rest,
            privateTemplate: private_template,
            publicTemplate: public_template,
            finalTemplate: final_template,
            settings: set,
          })
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/interventions/:id',
      {
        config: ADMIN,
        schema: { tags, summary: 'Archive an intervention', params: oneById, response: { 200: intervention } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const archived = await archiveIntervention(change, request.params.id)
          if (!archived.ok) throw toProblem(archived.error)
          return { status: 200, body: archived.value }
        }),
    )
  }
