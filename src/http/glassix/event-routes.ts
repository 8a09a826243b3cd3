import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { deleteEvents } from '../../core/event-queue/delete.ts'
import { takeEvents } from '../../core/event-queue/take.ts'
import type { Lodge } from '../../core/lodge.ts'
import { TOLD_TYPES, toGlassixEvent } from '../../dialects/glassix/events.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { BASE } from './base.ts'
import { placeOf, type Secured } from './contract.ts'
import { switchOf } from './schemas.ts'
import { hoursAt } from './shown.ts'
import { eventWordsOf } from './webhook-format.ts'

const LIMIT = 100
/** What was got and not deleted comes again after so long. */
const VISIBILITY_S = 60

const getQuery = z.object({ deleteEvents: switchOf(true) })
const deleteBody = z.array(z.object({ queueReceiptHandle: z.string().max(60) })).max(1_000)

/** The queue of the pair's own, for clients that poll: its department's tickets, and what is of no ticket. */
export const eventRoutes = (plugin: FastifyInstance, lodge: Lodge, { secretOf }: Secured): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()
  const config = { policy: { scope: 'events:read' }, secretOf } as const

  app.get(`${BASE}/webhooks/getevents`, { config, schema: { hide: true, querystring: getQuery } }, async (request) => {
    const actor = actorOf(request)
    const credentialId = actor.credentialId ?? ''
    const place = await placeOf(lodge, actor)
    const origin = `${request.protocol}://${request.host}`
    const hours = await hoursAt(lodge, actor.deskId, place.id)
    const shown = eventWordsOf(lodge, await lodge.desks.get(actor.deskId), origin, hours)
    return lodge.store.db.transaction().execute(async (tx) => {
      const change = { tx, lodge, actor }
      const taken = await takeEvents(change, credentialId, {
        types: TOLD_TYPES,
        departmentId: place.id,
        limit: LIMIT,
        remove: request.query.deleteEvents,
        visibilitySeconds: VISIBILITY_S,
      })
      const told = taken.map(({ receipt, created_at, ...taken }) => {
        const event = toGlassixEvent({ ...taken, createdAt: new Date(created_at) }, shown)
        return { receipt, event: event && { ...event, queueReceiptHandle: receipt, queueMessageId: event.key } }
      })
      // What they have no word for is not to come again.
      const untold = told.filter(({ event }) => !event).map(({ receipt }) => receipt)
      if (untold.length > 0) await deleteEvents(change, credentialId, untold)
      return told.flatMap(({ event }) => event ?? [])
    })
  })

  app.post(
    `${BASE}/webhooks/deleteevents`,
    { config, schema: { hide: true, body: deleteBody } },
    async (request, reply) => {
      const receipts = request.body.map(({ queueReceiptHandle }) => queueReceiptHandle)
      await once(lodge, request, reply, async (change) => {
        await deleteEvents(change, change.actor.credentialId ?? '', receipts)
        return { status: 200, body: { Message: 'Success' } }
      })
      return reply
    },
  )
}
