import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Actor } from '../../../core/actor.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { readMailRetention } from '../../../core/mail/retention.ts'
import { dueBy } from '../../../core/retention/due.ts'
import { KEPT_DAYS } from '../../../core/retention/kept.ts'
import { type Retention, readRetention, setRetention } from '../../../core/retention/retention.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { preview, retention, retentionAnswer } from './retention-schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Desk']

/** How long the desk keeps what. */
export const retentionRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    const shown = async (actor: Actor, kept: Retention) => ({
      ...kept,
      due: await dueBy(lodge, actor, kept),
      always: {
        deliveries_days: KEPT_DAYS.deliveries,
        sent_mail_days: await readMailRetention(lodge, actor),
        hook_payloads_days: KEPT_DAYS.hook_payloads,
        idempotency_keys_days: KEPT_DAYS.idempotency_keys,
      },
    })

    app.get(
      '/v1/desk/retention',
      { config, schema: { tags, summary: 'How long the desk keeps what', response: { 200: retentionAnswer } } },
      async (request) => shown(actorOf(request), await readRetention(lodge, actorOf(request).deskId)),
    )

    app.put(
      '/v1/desk/retention',
      {
        config,
        schema: {
          tags,
          summary: 'Say how long the desk keeps what',
          description: 'What is older is deleted within the hour, a few thousand at a time.',
          body: retention,
          response: { 200: retention },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => ({
          status: 200,
          body: await setRetention(change, request.body),
        })),
    )

    app.post(
      '/v1/desk/retention/preview',
      {
        config,
        schema: {
          tags,
          summary: 'Say what such a retention would delete now',
          description: 'Changes nothing.',
          body: retention,
          response: { 200: preview },
        },
      },
      async (request) => ({ due: await dueBy(lodge, actorOf(request), request.body) }),
    )
  }
