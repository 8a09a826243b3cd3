import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { adoptSession } from '../../core/activity/adopt.ts'
import { identifyContact } from '../../core/contacts/identify.ts'
import { identifyContacts } from '../../core/contacts/identify-many.ts'
import { lockIntake } from '../../core/desks/lock.ts'
import { verifiedClaims } from '../../core/identity-verification/verify.ts'
import type { Lodge } from '../../core/lodge.ts'
import { COMPANY_TRAITS_MAX, TRAITS_MAX } from '../../core/traits.ts'
import { toIdentification } from '../../dialects/halo/people.ts'
import { refusedUser, refusedUsers } from '../../dialects/halo/required.ts'
import { mayUpdateUsers } from '../../dialects/halo/speaker.ts'
import { fromUser } from '../../dialects/halo/ticket.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { Problem } from '../problem.ts'
import { traitsTooLarge } from '../refused.ts'
import { refusing, secretOf } from './contract.ts'
import { identified, identifyBody, updateBody, updated } from './schemas.ts'
import { speakerOf } from './speaker.ts'

const config = { policy: { scope: 'contacts:write' }, secretOf, publicKeys: true } as const
/** A thousand users of a few thousand bytes each. */
const BULK_BODY_LIMIT = 8 * 1024 * 1024

export const userRoutes = (plugin: FastifyInstance, lodge: Lodge): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()

  app.post(
    '/api/sdk/users/identify',
    {
      config,
      preValidation: refusing(refusedUser),
      schema: { hide: true, body: identifyBody, response: { 200: identified } },
    },
    async (request, reply) => {
      const speaker = await speakerOf(lodge, actorOf(request), request.body)
      const { session_id: sessionId } = request.body
      const given = toIdentification(request.body, speaker)
      await once(
        lodge,
        request,
        reply,
        async (change) => {
          const found = await identifyContact(change, given)
          if (!found.ok) {
            throw found.error.of === 'company'
              ? traitsTooLarge('company.traits', COMPANY_TRAITS_MAX)
              : traitsTooLarge('traits', TRAITS_MAX)
          }
          const { contact, created } = found.value
          if (sessionId !== undefined) await adoptSession(change, contact.id, sessionId)
          const said = { userId: speaker.userId, email: request.body.traits?.email ?? undefined }
          return { status: 200, body: { success: true, user: fromUser(said, contact.id, created) } }
        },
        { first: lockIntake },
      )
      return reply
    },
  )

  app.post(
    '/api/sdk/users/update',
    {
      config,
      bodyLimit: BULK_BODY_LIMIT,
      preValidation: refusing(refusedUsers),
      schema: { hide: true, body: updateBody, response: { 200: updated } },
    },
    async (request, reply) => {
      const desk = await lodge.desks.get(actorOf(request).deskId)
      const claims = verifiedClaims(lodge, desk, request.body.user_token)
      if (!claims || !mayUpdateUsers(claims, new Date())) {
        throw new Problem(403, 'identity_not_verified', 'Identity verification failed')
      }
      const people = request.body.users.map((user) =>
        toIdentification(user, { userId: user.user_id, isVerifying: false, isProven: true, vouched: { traits: {} } }),
      )
      await once(
        lodge,
        request,
        reply,
        async (change) => {
          const done = await identifyContacts(change, people)
          if (!done.ok) throw traitsTooLarge(`users.${done.error.place}.traits`, TRAITS_MAX)
          return { status: 200, body: { success: true, ...done.value } }
        },
        { first: lockIntake },
      )
      return reply
    },
  )
}
