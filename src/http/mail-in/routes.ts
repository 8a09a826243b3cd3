import type { Readable } from 'node:stream'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type PostError, takePosted, takePostedRaw } from '../../channels/mail/in/posted.ts'
import { readMailgun } from '../../channels/mail/in/providers/mailgun.ts'
import { readPostmark } from '../../channels/mail/in/providers/postmark.ts'
import type { ProviderReader } from '../../channels/mail/in/providers/provider.ts'
import { readSendgrid } from '../../channels/mail/in/providers/sendgrid.ts'
import { readSes } from '../../channels/mail/in/providers/ses.ts'
import { openSnsCertificates } from '../../channels/mail/in/providers/sns.ts'
import type { Outbound } from '../../channels/outbound.ts'
import { countRefused } from '../../core/inbound-mail/tally.ts'
import type { Lodge } from '../../core/lodge.ts'
import { findPostMailbox, type PostMailbox } from '../../core/mailboxes/post-address.ts'
import type { MailProvider } from '../../store/schema.ts'
import { notFound, Problem } from '../problem.ts'
import type { RateLimiter } from '../rate-limits.ts'
import { text } from '../schema/text.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The mailbox whose address was posted to: set on these routes. */
    mailbox: PostMailbox | null
  }
}

const config = {
  policy: 'public',
  openapi: { requestBody: { required: true, content: { 'message/rfc822': { schema: { type: 'string' } } } } },
} as const

const accepted = z.strictObject({ accepted: z.literal(true) })
const envelope = z.object({
  from: text(320).optional().describe('Who the envelope said it is from; of a mail that is posted as it stands.'),
  to: text(320, 1).optional(),
})

/**
 * Where providers post mail to: the secret in the path is the credential, and is asked before the body is read. A mail as it
 * stands is streamed; a provider's form around one is read whole, and is up to a third larger than the mail.
 */
export const mailInRoutes =
  (lodge: Lodge, outbound: Outbound, maxBytes: number, limiter: RateLimiter | undefined): FastifyPluginAsync =>
  async (app) => {
    const readers: Record<Exclude<MailProvider, 'raw'>, ProviderReader> = {
      mailgun: readMailgun,
      postmark: readPostmark,
      sendgrid: readSendgrid,
      ses: readSes(outbound, openSnsCertificates(outbound)),
    }
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    app.decorateRequest('mailbox', null)
    app.addHook('onRequest', async (request, reply) => {
      const { secret = '' } = request.params as { secret?: string } // the one parameter of these routes
      if (limiter) await limiter.guess(request, reply, secret)
      request.mailbox = (await findPostMailbox(lodge, secret)) ?? null
      if (!request.mailbox) {
        if (limiter) await limiter.failed(request, secret)
        throw notFound('mailbox')
      }
      limiter?.worked(secret)
    })

    const take = async (
      request: FastifyRequest<{ Body: Readable | undefined; Querystring: z.output<typeof envelope> }>,
    ) => {
      const { mailbox, body: source } = request
      if (!mailbox || !source) throw new Problem(400, 'body_required', 'There is no mail in this request.')
      const taken =
        mailbox.provider === 'raw'
          ? await takePostedRaw(lodge, mailbox, {
              source,
              maxBytes,
              from: request.query.from ?? null,
              to: request.query.to === undefined ? [] : [request.query.to],
              ip: request.ip,
            })
          : await takePosted(
              lodge,
              mailbox,
              readers[mailbox.provider],
              {
                contentType: request.headers['content-type'] ?? null,
                headers: headersOf(request),
                body: await readAll(lodge, mailbox, source, Math.ceil(maxBytes * 1.4) + 1_000_000),
              },
              maxBytes,
            )
      if (!taken.ok) throw toProblem(taken.error)
      return { accepted: true as const }
    }
    const schema = {
      tags: ['Mail'],
      querystring: envelope,
      response: { 200: accepted },
      description:
        'The address is the credential. 200 once the mail is safe; what became of it is at `/v1/inbound-mails`.',
    }
    const options = { config, bodyLimit: Number.MAX_SAFE_INTEGER } // counted while it is read
    app.post('/mail-in/:secret', { ...options, schema: { ...schema, summary: 'Post a mail' } }, take)
    // Mailgun sends mails as they stand to URLs that end so.
    app.post('/mail-in/:secret/mime', { ...options, schema: { hide: true, ...schema } }, take)
  }

const readAll = async (lodge: Lodge, mailbox: PostMailbox, source: Readable, max: number): Promise<Buffer> => {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of source as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > max) {
      await countRefused(lodge, [mailbox])
      throw toProblem({ code: 'too_large' })
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const headersOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

const toProblem = (error: PostError): Problem => {
  switch (error.code) {
    case 'too_large':
      return new Problem(413, 'mail_too_large', 'The mail is larger than this Lodge takes.')
    case 'storage_full':
      return new Problem(507, 'storage_full', 'There is no room for mail just now. Try again later.')
    case 'unsigned':
      return new Problem(401, 'wrong_signature', error.detail)
    case 'unusable':
      return new Problem(400, 'unusable_mail', error.detail)
    case 'later':
      return new Problem(503, 'try_later', error.detail, { headers: { 'retry-after': '60' } })
  }
}
