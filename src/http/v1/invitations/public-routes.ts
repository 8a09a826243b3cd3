import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { accountAt } from '../../../core/accounts/account.ts'
import { hashOf } from '../../../core/accounts/password.ts'
import { systemActor } from '../../../core/actor.ts'
import type { DeskId } from '../../../core/ids.ts'
import { acceptInvitation } from '../../../core/invitations/accept.ts'
import { findInvitation } from '../../../core/invitations/find.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Sessions } from '../../../core/sessions/sessions.ts'
import type { AuthOf } from '../../auth/auth-of.ts'
import { enter } from '../../auth/enter.ts'
import { throttled } from '../../auth/throttle.ts'
import { originOf, refuseCrossSite, sessionCookie } from '../../session-cookie.ts'
import { acceptProblem } from './problems.ts'
import { acceptance, accepted, inspected, tokenBody } from './schemas.ts'

const config = { policy: 'public' } as const
const tags = ['Invitations']

/** For who holds an invitation's link, and is nobody here yet. */
export const openInvitationRoutes =
  (lodge: Lodge, { sessions, authOf }: { sessions: Sessions; authOf: AuthOf }): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/invitations/inspect',
      {
        config,
        schema: { tags, summary: 'Look at an invitation', body: tokenBody, response: { 200: inspected } },
      },
      (request) =>
        throttled(lodge, request, async () => {
          const found = await findInvitation(lodge, request.body.token)
          if (!found.ok) throw acceptProblem(found.error)
          const { desk_id, email, name, role, expires_at } = found.value
          const desk = await lodge.desks.get(desk_id as DeskId) // the row's own
          const account = await lodge.store.db.transaction().execute((tx) => accountAt({ tx }, email))
          return {
            desk: { name: desk.name },
            email,
            name,
            role,
            expires_at: expires_at.toISOString(),
            has_account: account !== undefined,
          }
        }),
    )

    app.post(
      '/v1/invitations/accept',
      {
        config,
        schema: {
          tags,
          summary: 'Accept an invitation',
          description: 'Makes the member and signs them in. Who has an account signs in before, and sends no password.',
          body: acceptance,
          response: { 200: accepted },
        },
      },
      (request, reply) =>
        throttled(lodge, request, async () => {
          refuseCrossSite(request)
          const { token, name, password } = request.body
          const cookie = sessionCookie(request.headers)
          const session = cookie === undefined ? undefined : await sessions.read(cookie)
          const passwordHash = password === undefined ? null : await hashOf(password)
          const joined = await lodge.store.db.transaction().execute(async (tx) => {
            const found = await findInvitation(lodge, token, tx)
            if (!found.ok) throw acceptProblem(found.error)
            const change = { tx, lodge, actor: systemActor(found.value.desk_id as DeskId) } // the row's own
            const signedInAs = session && !session.isBound ? session.userId : null
            const done = await acceptInvitation(change, found.value, { name, passwordHash, signedInAs })
            if (!done.ok) throw acceptProblem(done.error)
            lodge.desks.forget(change.actor.deskId)
            return done.value
          })
          lodge.nudge()
          sessions.forget()
          if (!session || session.userId !== joined.userId) {
            await enter(await authOf(originOf(request)), request, reply, joined.userId)
          }
          return { member: joined.member }
        }),
    )
  }
