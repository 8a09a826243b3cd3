import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { invite } from '../../../core/invitations/create.ts'
import { listInvitations } from '../../../core/invitations/list.ts'
import { revokeInvitation } from '../../../core/invitations/revoke.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { joinLink } from '../../../core/mail/sign-in-links.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { originOf } from '../../session-cookie.ts'
import { inviteProblem } from './problems.ts'
import { invitation, invitationPage, invited, listQuery, newInvitation } from './schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Invitations']

export const invitationRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/invitations',
      {
        config,
        schema: { tags, summary: 'List invitations', querystring: listQuery, response: { 200: invitationPage } },
      },
      (request) =>
        listInvitations(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/invitations',
      {
        config,
        schema: {
          tags,
          summary: 'Invite somebody',
          description: 'They are mailed a link that is good once, for 7 days. Owners are invited by owners.',
          body: newInvitation,
          response: { 201: invited },
        },
      },
      (request, reply) =>
        once<z.output<typeof invited>>(lodge, request, reply, async (change) => {
          const made = await invite(change, { ...request.body, name: request.body.name ?? null })
          if (!made.ok) throw inviteProblem(made.error)
          const link = joinLink(originOf(request), made.value.token)
          const shown = made.value.invitation
          return { status: 201, body: { ...shown, link }, kept: { ...shown, link: null } }
        }),
    )

    app.delete(
      '/v1/invitations/:id',
      { config, schema: { tags, summary: 'Take an invitation back', params: oneById, response: { 200: invitation } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const gone = await revokeInvitation(change, request.params.id)
          if (gone.ok) return { status: 200, body: gone.value }
          if (gone.error.code === 'invitation_not_found') throw notFound('invitation')
          throw new Problem(409, gone.error.code, 'It was accepted already: disable the member instead.')
        }),
    )
  }
