import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { readEvent, readInteraction } from '../../channels/slack/incoming.ts'
import { isFromSlack } from '../../channels/slack/signature.ts'
import type { Lodge } from '../../core/lodge.ts'
import { type Callback, findCallback, ticketOfThread } from '../../core/slack/callback.ts'
import { receiveFromSlack } from '../../core/slack/receive.ts'
import { notFound, Problem } from '../problem.ts'

type Request = FastifyRequest<{ Params: { id: string } }>

/** Slack proves itself by its signature, which is over the bytes of the body. */
const OPEN = { config: { policy: 'public' as const }, schema: { hide: true } }

/** What Slack calls: a connection's two request URLs. What comes is kept, and answered at once; the rest is done after. */
export const slackCallbackRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers()
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      app.addContentTypeParser(type, { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    }

    app.post('/slack/interactions/:id', OPEN, async (request: Request, reply) => {
      const { callback, body } = await verified(lodge, request)
      const incoming = readInteraction(body)
      if (incoming) await receiveFromSlack(lodge, callback, incoming)
      return reply.code(200).send()
    })

    app.post('/slack/events/:id', OPEN, async (request: Request, reply) => {
      const { callback, body } = await verified(lodge, request)
      const event = readEvent(body)
      if (event.is === 'challenge') return { challenge: event.challenge }
      if (event.is === 'reply') {
        const { channel } = event
        const ticketId = await ticketOfThread(lodge, callback, channel, event.threadTs)
        if (ticketId !== undefined) await receiveFromSlack(lodge, callback, event.incoming(ticketId))
      }
      return reply.code(200).send()
    })
  }

const verified = async (lodge: Lodge, request: Request): Promise<{ callback: Callback; body: string }> => {
  const callback = await findCallback(lodge, request.params.id)
  if (!callback) throw notFound('slack_connection')
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const timestamp = request.headers['x-slack-request-timestamp']
  const signature = request.headers['x-slack-signature']
  if (!isFromSlack(callback.signingSecret, { timestamp, signature, body })) {
    throw new Problem(401, 'invalid_signature', 'Slack did not sign this with the Signing Secret of this connection.')
  }
  return { callback, body: body.toString('utf8') }
}
