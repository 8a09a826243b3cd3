import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { hashOf } from '../../../core/accounts/password.ts'
import { systemActor } from '../../../core/actor.ts'
import type { DeskId } from '../../../core/ids.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { readToken } from '../../../core/one-time-token.ts'
import type { Sessions } from '../../../core/sessions/sessions.ts'
import {
  finishPasswordReset,
  memberWhoForgot,
  requestPasswordReset,
} from '../../../core/sign-in-links/reset-password.ts'
import { throttle, throttled } from '../../auth/throttle.ts'
import { Problem } from '../../problem.ts'
import { email } from '../../schema/email.ts'
import { refuseCrossSite } from '../../session-cookie.ts'
import type { TenantHosts } from '../../tenant-hosts.ts'
import { password, token } from '../invitations/schemas.ts'
import { linkProblem } from './problems.ts'

const config = { policy: 'public' } as const
const tags = ['Signing in']

/** For who has forgotten their password, by a link in a mail: good once, for an hour. */
export const passwordResetRoutes =
  (lodge: Lodge, { sessions, hosts }: { sessions: Sessions; hosts: TenantHosts }): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/password-reset',
      {
        config,
        schema: {
          tags,
          summary: 'Ask for another password',
          description: 'The answer is the same whether anybody signs in under this address or not.',
          body: z.strictObject({ email }),
          response: { 202: z.strictObject({ email: z.string() }) },
        },
      },
      async (request, reply) => {
        refuseCrossSite(request)
        // Counted for good, whoever asks: mails are what it costs.
        await throttle(lodge, { account: `reset ${request.body.email}`, address: request.ip })
        const desk = await hosts.deskOf(request.host)
        if (desk === 'unknown') throw new Problem(404, 'desk_not_found', 'There is no desk at this host.')
        // Not awaited: how long it takes would tell whether there is such a member.
        mailLink(lodge, request.body.email, desk).catch((error: unknown) =>
          lodge.log.error({ err: error }, 'a password reset could not be asked for'),
        )
        return reply.code(202).send({ email: request.body.email })
      },
    )

    app.post(
      '/v1/password-reset/finish',
      {
        config,
        schema: {
          tags,
          summary: 'Set another password',
          description: 'Ends all sessions. A second factor stays: sign in with both.',
          body: z.strictObject({ token, password }),
          response: { 204: z.null() },
        },
      },
      (request, reply) =>
        throttled(lodge, request, async () => {
          refuseCrossSite(request)
          const claimed = readToken(request.body.token)
          if (!claimed) throw linkProblem({ code: 'link_not_found' })
          const passwordHash = await hashOf(request.body.password)
          await lodge.store.db.transaction().execute(async (tx) => {
            const change = { tx, lodge, actor: systemActor(claimed.deskId) }
            const done = await finishPasswordReset(change, { token: request.body.token, passwordHash })
            if (!done.ok) throw linkProblem(done.error)
          })
          lodge.nudge()
          sessions.forget()
          return reply.code(204).send(null)
        }),
    )
  }

const mailLink = async (lodge: Lodge, address: string, desk: DeskId | 'any'): Promise<void> => {
  const member = await memberWhoForgot(lodge, address, desk)
  if (!member) return
  await lodge.store.db.transaction().execute(async (tx) => {
    await requestPasswordReset({ tx, lodge, actor: systemActor(member.deskId) }, member)
  })
  lodge.nudge()
}
