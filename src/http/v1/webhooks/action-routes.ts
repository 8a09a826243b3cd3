import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { rotateWebhookSecret } from '../../../core/webhooks/rotate.ts'
import { sendTestWebhook } from '../../../core/webhooks/send-test.ts'
import { once } from '../../once.ts'
import { notFound, Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { rotation, tested, webhookWithSecret, withSecret } from './schemas.ts'

const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Webhooks']

export const actionRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/webhooks/:id/rotate',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: "Rotate a webhook's secret",
          description:
            'The new secret is in this answer only. Meanwhile each event has two signatures, of the new secret and of the old one.',
          params: oneById,
          body: rotation,
          response: { 200: webhookWithSecret },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const rotated = await rotateWebhookSecret(change, request.params.id, request.body.grace_seconds)
          if (!rotated.ok) throw notFound('webhook')
          const { webhook, secret } = rotated.value
          return { status: 200, body: withSecret(webhook, secret), kept: withSecret(webhook, null) }
        }),
    )

    app.post(
      '/v1/webhooks/:id/test',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Test a webhook',
          description:
            'Sends it the event `webhook.test`, whatever types it asks for. What came of it is in `deliveries`.',
          params: oneById,
          response: { 202: tested },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const sent = await sendTestWebhook(change, request.params.id)
          if (sent.ok) {
            const deliveries = `/v1/deliveries?channel=webhook&lane=${sent.value.id}&event_type=webhook.test`
            return { status: 202, body: { webhook: sent.value, deliveries } }
          }
          if (sent.error.code === 'webhook_not_found') throw notFound('webhook')
          throw new Problem(409, 'webhook_disabled', 'This webhook is disabled: enable it first.')
        }),
    )
  }
