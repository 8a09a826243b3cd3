import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { recordActivity } from '../../core/activity/record.ts'
import { identifyContact } from '../../core/contacts/identify.ts'
import { lockIntake } from '../../core/desks/lock.ts'
import type { Lodge } from '../../core/lodge.ts'
import { TRAITS_MAX } from '../../core/traits.ts'
import { toActivity } from '../../dialects/halo/activity.ts'
import { toIdentification } from '../../dialects/halo/people.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { traitsTooLarge } from '../refused.ts'
import { secretOf } from './contract.ts'
import { eventsBody, succeeded } from './schemas.ts'
import { speakerOf } from './speaker.ts'

export const eventRoute = (plugin: FastifyInstance, lodge: Lodge): void => {
  plugin.withTypeProvider<ZodTypeProvider>().post(
    '/api/sdk/events',
    {
      config: { policy: { scope: 'contacts:write' }, secretOf, publicKeys: true },
      schema: { hide: true, body: eventsBody, response: { 200: succeeded } },
    },
    async (request, reply) => {
      const speaker = await speakerOf(lodge, actorOf(request), request.body)
      const { session_id: sessionId, events } = request.body
      await once(
        lodge,
        request,
        reply,
        async (change) => {
          const user =
            speaker.userId === undefined ? null : await identifyContact(change, toIdentification({}, speaker))
          if (user && !user.ok) throw traitsTooLarge('traits', TRAITS_MAX)
          await recordActivity(change, {
            contactId: user?.value.contact.id ?? null,
            sessionId: sessionId ?? null,
            activity: events.map(toActivity),
          })
          return { status: 200, body: { success: true } }
        },
        { first: lockIntake },
      )
      return reply
    },
  )
}
