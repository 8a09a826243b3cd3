import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { getDesk } from '../../../core/desks/get.ts'
import { updateDesk } from '../../../core/desks/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { invalidTemplate } from '../templates/problems.ts'
import { desk, deskChanges, toChanges } from './schemas.ts'

const tags = ['Desk']

export const deskRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/desk',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: { tags, summary: 'Get the desk', response: { 200: desk } },
      },
      (request) => getDesk(lodge, actorOf(request)),
    )

    app.patch(
      '/v1/desk',
      {
        config: { policy: { scope: 'admin' } },
        schema: { tags, summary: 'Change the desk', body: deskChanges, response: { 200: desk } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateDesk(change, toChanges(request.body))
          if (!changed.ok) throw invalidTemplate(changed.error)
          return { status: 200, body: changed.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )
  }
