import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { createMailbox } from '../../../core/mailboxes/create.ts'
import { getMailbox, listMailboxes } from '../../../core/mailboxes/get.ts'
import type { ImapLogin } from '../../../core/mailboxes/mailbox.ts'
import { rotateMailbox } from '../../../core/mailboxes/rotate.ts'
import { updateMailbox } from '../../../core/mailboxes/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { toProblem } from './problems.ts'
import {
  listQuery,
  mailbox,
  mailboxChanges,
  mailboxPage,
  mailboxWithAddress,
  mailboxWithBoth,
  newMailbox,
} from './schemas.ts'

const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Mail']

export const mailboxRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/mailboxes',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: { tags, summary: 'List mailboxes', querystring: listQuery, response: { 200: mailboxPage } },
      },
      (request) =>
        listMailboxes(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/mailboxes',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Create a mailbox',
          description:
            'An address that mail comes to: by SMTP or a pipe, fetched from a folder (`imap`), or posted by a provider (`http`) to the `url` that is answered.',
          body: newMailbox,
          response: { 201: mailboxWithAddress },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { body } = request
          const made = await createMailbox(change, {
            ...body,
            detectForwards: body.detect_forwards,
            authservId: body.authserv_id,
            imap: body.imap && {
              ...body.imap,
              port: body.imap.port ?? (body.imap.tls === 'implicit' ? 993 : 143),
              login: loginOf(body.imap),
              afterStore: body.imap.after_store,
              afterFolder: body.imap.after_folder,
            },
            http: body.http && { provider: body.http.provider, signingKey: body.http.signing_key },
          })
          if (!made.ok) throw toProblem(made.error)
          const { mailbox, secret } = made.value
          return {
            status: 201,
            body: { ...mailbox, url: urlOf(request, secret) },
            kept: { ...mailbox, url: null },
          }
        }),
    )

    app.get(
      '/v1/mailboxes/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Get a mailbox with its address and how it does',
          params: oneById,
          response: { 200: mailboxWithBoth },
        },
      },
      async (request) => {
        const found = await getMailbox(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw notFound('mailbox')
        return { ...found.value.mailbox, url: urlOf(request, found.value.secret) }
      },
    )

    app.patch(
      '/v1/mailboxes/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change a mailbox',
          description: 'Another IMAP server, user or folder is read from its beginning.',
          params: oneById,
          body: mailboxChanges,
          response: { 200: mailbox },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { body } = request
          const changed = await updateMailbox(change, request.params.id, {
            ...body,
            detectForwards: body.detect_forwards,
            authservId: body.authserv_id,
            imap: body.imap && toImap(body.imap),
            http: body.http && { signingKey: body.http.signing_key },
          })
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.post(
      '/v1/mailboxes/:id/rotate',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Give a mailbox another address to post to',
          description: 'The one before ends at once.',
          params: oneById,
          response: { 200: mailboxWithAddress },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const rotated = await rotateMailbox(change, request.params.id)
          if (!rotated.ok && rotated.error.code === 'not_posted_to') {
            throw refused(409, rotated.error.code, 'kind', 'is not http: nobody posts to this mailbox')
          }
          if (!rotated.ok) throw notFound('mailbox')
          const { mailbox, secret } = rotated.value
          return {
            status: 200,
            body: { ...mailbox, url: urlOf(request, secret) },
            kept: { ...mailbox, url: null },
          }
        }),
    )
  }

/** With the address as the one who asks would call it. */
const urlOf = (request: FastifyRequest, secret: string | null): string | null =>
  secret && `${request.protocol}://${request.host}/mail-in/${secret}`

type ImapBody = NonNullable<z.output<typeof mailboxChanges>['imap']>

const toImap = ({ after_store, after_folder, password, oauth, ...same }: ImapBody) => ({
  ...same,
  afterStore: after_store,
  afterFolder: after_folder,
  login: password !== undefined ? { password } : oauth,
})

/** Of a new mailbox: its schema saw to one of the two. */
const loginOf = ({ password, oauth }: NonNullable<z.output<typeof newMailbox>['imap']>): ImapLogin => {
  const login = password !== undefined ? { password } : oauth
  if (!login) throw new Error('a mailbox without a login')
  return login
}
