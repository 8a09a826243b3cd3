import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Outbox } from '../../../channels/mail/outbox.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { listOutbox } from '../../../core/mail/outbox.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { listQuery, outboxPage, readableMail } from './schemas.ts'

// What mails hold (reply addresses, links) lets their readers act: for who manages the desk.
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Mail']

export const outboxRoutes =
  (lodge: Lodge, outbox: Outbox): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/outbox',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'List mails',
          description: 'The newest first. `caught`: there is no mail server, so nobody got the mail.',
          querystring: listQuery,
          response: { 200: outboxPage },
        },
      },
      (request) => {
        const { limit, cursor, ticket_id, kind, state, to } = request.query
        const filter = { ticketId: ticket_id, kind, state, to }
        return listOutbox(lodge, actorOf(request), { limit, after: cursor ?? null }, filter)
      },
    )

    app.get(
      '/v1/outbox/:id',
      { config: ADMIN, schema: { tags, summary: 'Read a mail', params: oneById, response: { 200: readableMail } } },
      async (request) => {
        const mail = await outbox(lodge, actorOf(request), request.params.id)
        if (!mail) throw notFound('mail')
        return mail
      },
    )
  }
