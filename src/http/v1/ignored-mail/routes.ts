import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { ignoreMail } from '../../../core/ignored-mail/add.ts'
import { listIgnoredMail } from '../../../core/ignored-mail/list.ts'
import { stopIgnoringMail } from '../../../core/ignored-mail/remove.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { ignoredMail, ignoredMailPage, listQuery, newIgnoredMail } from './schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Ignored mail']

export const ignoredMailRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/ignored-mail',
      {
        config,
        schema: { tags, summary: 'List ignored mail', querystring: listQuery, response: { 200: ignoredMailPage } },
      },
      (request) => {
        const { limit, cursor, kind } = request.query
        return listIgnoredMail(lodge, actorOf(request), { limit, after: cursor ?? null }, kind)
      },
    )

    app.post(
      '/v1/ignored-mail',
      {
        config,
        schema: {
          tags,
          summary: 'Ignore mail of a sender or under a subject',
          description: 'It is kept, and becomes no ticket.',
          body: newIgnoredMail,
          response: { 201: ignoredMail },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const added = await ignoreMail(change, request.body)
          if (!added.ok) throw refused(409, added.error.code, 'value', 'is ignored already')
          return { status: 201, body: added.value }
        }),
    )

    app.delete(
      '/v1/ignored-mail/:id',
      { config, schema: { tags, summary: 'Stop ignoring', params: oneById, response: { 200: ignoredMail } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const removed = await stopIgnoringMail(change, request.params.id)
          if (!removed.ok) throw notFound('ignored_mail')
          return { status: 200, body: removed.value }
        }),
    )
  }
