import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { getInboundMail, listInboundMails } from '../../../core/inbound-mail/list.ts'
import { releaseMail } from '../../../core/inbound-mail/release.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { inboundMail, inboundMailPage, listQuery } from './schemas.ts'

// Addresses that answers come to let their readers write into tickets: for who manages the desk.
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Mail']

export const inboundMailRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/inbound-mails',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'List mails that came in',
          description: 'The newest first, with what became of each.',
          querystring: listQuery,
          response: { 200: inboundMailPage },
        },
      },
      (request) => {
        const { limit, cursor, mailbox_id, state, cause } = request.query
        const which = { mailboxId: mailbox_id ?? null, state: state ?? null, cause: cause ?? null }
        return listInboundMails(lodge, actorOf(request), which, { limit, after: cursor ?? null })
      },
    )

    app.get(
      '/v1/inbound-mails/:id',
      {
        config: ADMIN,
        schema: { tags, summary: 'Get a mail that came in', params: oneById, response: { 200: inboundMail } },
      },
      async (request) => {
        const found = await getInboundMail(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw notFound('inbound_mail')
        return found.value.mail
      },
    )

    app.post(
      '/v1/inbound-mails/:id/release',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Take in a mail that was kept back',
          description:
            'As if what kept it back were not so; also one that was noted as an automatic answer or as ignored. What becomes of it is decided a moment later. One that was kept back as `unverified` is taken for its sender’s own.',
          params: oneById,
          response: { 202: inboundMail },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const released = await releaseMail(change, request.params.id)
          if (released.ok) return { status: 202, body: released.value }
          if (released.error.code === 'inbound_mail_not_found') throw notFound('inbound_mail')
          if (released.error.code === 'inbound_mail_erased') {
            throw new Problem(410, 'inbound_mail_erased', 'The original of this mail was erased.')
          }
          const { code, state } = released.error
          throw new Problem(409, code, `This mail is ${state}: only one that is quarantined can be released.`)
        }),
    )

    app.get<{ Params: { id: string } }>(
      '/v1/inbound-mails/:id/raw',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Download a mail as it came',
          description: 'Byte for byte, as `message/rfc822`.',
          params: oneById,
        },
      },
      async (request, reply) => {
        const found = await getInboundMail(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw notFound('inbound_mail')
        const { mail, storageKey } = found.value
        if (storageKey === '') {
          throw new Problem(410, 'inbound_mail_erased', 'What this mail said was erased with its ticket.')
        }
        const file = await lodge.blobs.read(storageKey)
        if (!file) {
          throw new Problem(500, 'inbound_mail_file_missing', 'The file of this mail is gone. Tell your operator.')
        }
        return reply
          .headers({
            'cache-control': 'private, no-cache',
            'x-content-type-options': 'nosniff',
            'content-security-policy': "sandbox; default-src 'none'",
            'content-type': 'message/rfc822',
            'content-length': String(mail.size),
            'content-disposition': `attachment; filename="${mail.id}.eml"`,
          })
          .send(file)
      },
    )
  }
