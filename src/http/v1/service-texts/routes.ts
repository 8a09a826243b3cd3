import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { serviceTexts } from '../../../core/service-texts/find.ts'
import { greetTicket } from '../../../core/service-texts/greet.ts'
import { setServiceText } from '../../../core/service-texts/set.ts'
import { surveyOf } from '../../../core/service-texts/survey.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { toProblem } from '../tickets/problems.ts'
import { messageSchema } from '../tickets/ticket-schema.ts'
import { serviceText, serviceTextBody, serviceTextList, serviceTextQuery, survey } from './schemas.ts'

const tags = ['Service texts']
const params = z.object({ idOrNumber: z.string() })

/** What customers are greeted with, and asked once they were served. */
export const serviceTextRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/service-texts',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: {
          tags,
          summary: 'List service texts',
          querystring: serviceTextQuery,
          response: { 200: serviceTextList },
        },
      },
      async (request) => ({
        data: await serviceTexts(lodge.store.db, actorOf(request).deskId, request.query.department_id ?? null),
      }),
    )

    app.put(
      '/v1/service-texts',
      {
        config: { policy: { scope: 'admin' } },
        schema: { tags, summary: 'Change a service text', body: serviceTextBody, response: { 200: serviceText } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { department_id, ...given } = request.body
          const set = await setServiceText(change, { ...given, departmentId: department_id })
          if (!set.ok) throw refused(400, set.error.code, 'department_id', 'is not the id of a department of this desk')
          return { status: 200, body: set.value }
        }),
    )

    app.post(
      '/v1/tickets/:idOrNumber/greeting',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: { tags, summary: 'Greet a ticket’s customer', params, response: { 201: messageSchema } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const greeted = await greetTicket(change, request.params.idOrNumber)
          if (!greeted.ok) throw toProblem(greeted.error)
          return { status: 201, body: greeted.value.message }
        }),
    )

    app.get(
      '/v1/tickets/:idOrNumber/survey-link',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags,
          summary: 'Get the link by which a customer rates a ticket',
          params,
          response: { 200: survey },
        },
      },
      async (request) => {
        const origin = `${request.protocol}://${request.host}`
        const made = await surveyOf(lodge, actorOf(request), request.params.idOrNumber, origin)
        if (!made.ok) throw notFound('ticket')
        return made.value
      },
    )
  }
