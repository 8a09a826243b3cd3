import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { hashOf } from '../../../core/accounts/password.ts'
import { type SetUpError, setUp } from '../../../core/accounts/set-up.ts'
import { systemActor } from '../../../core/actor.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { readToken } from '../../../core/one-time-token.ts'
import type { Sessions } from '../../../core/sessions/sessions.ts'
import { enterByLink } from '../../../core/sign-in-links/enter.ts'
import type { AuthOf } from '../../auth/auth-of.ts'
import { enter } from '../../auth/enter.ts'
import { throttled } from '../../auth/throttle.ts'
import { once } from '../../once.ts'
import { sessionOf } from '../../policy.ts'
import { Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { email } from '../../schema/email.ts'
import { name } from '../../schema/name.ts'
import { originOf, refuseCrossSite } from '../../session-cookie.ts'
import { ownersOnly } from '../invitations/problems.ts'
import { password, tokenBody } from '../invitations/schemas.ts'
import { member } from '../members/schemas.ts'
import { linkProblem } from './problems.ts'

const tags = ['Signing in']

const setUpBody = z.strictObject({
  desk_name: name(200).optional(),
  name: name(200),
  email: email.optional(),
  password,
})

/** The way in by a one-time link: the first start's, and one that the operator made. */
export const setUpRoutes =
  (lodge: Lodge, { sessions, authOf }: { sessions: Sessions; authOf: AuthOf }): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/setup/start',
      {
        config: { policy: 'public' },
        schema: {
          tags,
          summary: 'Sign in by a one-time link',
          description:
            'The token of a link to /welcome: good once, for 24 hours. `GET /v1/session` says what comes next.',
          body: tokenBody,
          response: { 200: z.strictObject({ member_id: z.string() }) },
        },
      },
      (request, reply) =>
        throttled(lodge, request, async () => {
          refuseCrossSite(request)
          const { token } = request.body
          const claimed = readToken(token)
          if (!claimed) throw linkProblem({ code: 'link_not_found' })
          const entered = await lodge.store.db.transaction().execute(async (tx) => {
            const done = await enterByLink({ tx, lodge, actor: systemActor(claimed.deskId) }, token)
            if (!done.ok) throw linkProblem(done.error)
            return done.value
          })
          lodge.nudge()
          sessions.forget()
          await enter(await authOf(originOf(request)), request, reply, entered.userId)
          return { member_id: entered.memberId }
        }),
    )

    app.put(
      '/v1/setup',
      {
        config: { policy: { scope: 'settings:read', by: 'member' } },
        schema: {
          tags,
          summary: 'Set oneself up',
          description:
            'Once, after a one-time link: a name and a password; owners also their address and the desk’s name.',
          body: setUpBody,
          response: { 200: z.strictObject({ member }) },
        },
      },
      async (request, reply) => {
        const own = sessionOf(request)
        if (own.isBound) throw setUpProblem({ code: 'already_set_up' })
        const passwordHash = await hashOf(request.body.password)
        await once(lodge, request, reply, async (change) => {
          const { desk_name, name, email } = request.body
          const done = await setUp(change, own.userId, {
            deskName: desk_name ?? null,
            name,
            email: email ?? null,
            passwordHash,
          })
          if (!done.ok) throw setUpProblem(done.error)
          const after = () => {
            sessions.forget()
            lodge.desks.forget(change.actor.deskId)
          }
          return { status: 200, body: { member: done.value }, after }
        })
      },
    )
  }

const setUpProblem = (error: SetUpError): Problem => {
  switch (error.code) {
    case 'already_set_up':
      return new Problem(409, error.code, 'You have set up how you sign in already.')
    case 'owners_only':
      return ownersOnly(error.path)
    case 'email_taken':
      return refused(409, error.code, 'email', 'belongs to somebody else')
  }
}
