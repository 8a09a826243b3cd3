import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Outbound } from '../../../channels/outbound.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { type CreateWebhookError, createWebhook, WEBHOOKS_MAX } from '../../../core/webhooks/create.ts'
import { deleteWebhook } from '../../../core/webhooks/delete.ts'
import { getWebhook } from '../../../core/webhooks/get.ts'
import { listWebhooks } from '../../../core/webhooks/list.ts'
import { updateWebhook } from '../../../core/webhooks/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { actionRoutes } from './action-routes.ts'
import { describedEventTypes } from './event-schemas.ts'
import {
  eventTypes,
  listQuery,
  newWebhook,
  webhookChanges,
  webhookPage,
  webhookWithSecret,
  withSecret,
} from './schemas.ts'
import { webhook } from './webhook-schema.ts'

const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Webhooks']

export const webhookRoutes =
  (lodge: Lodge, outbound: Outbound): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(actionRoutes(lodge))

    const checkUrl = (url: string): string => {
      const reason = outbound.refusalOf(url)
      if (!reason) return new URL(url).href
      throw new Problem(400, 'invalid_url', reason, { errors: [{ path: 'url', code: 'invalid_url', message: reason }] })
    }

    app.get(
      '/v1/webhooks/event-types',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: {
          tags,
          summary: 'List the types of events, with their payloads',
          response: { 200: eventTypes },
        },
      },
      async () => ({ data: describedEventTypes() }),
    )

    app.get(
      '/v1/webhooks',
      {
        config: ADMIN,
        schema: { tags, summary: 'List webhooks', querystring: listQuery, response: { 200: webhookPage } },
      },
      (request) =>
        listWebhooks(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.get(
      '/v1/webhooks/:id',
      { config: ADMIN, schema: { tags, summary: 'Get a webhook', params: oneById, response: { 200: webhook } } },
      async (request) => {
        const found = await getWebhook(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('webhook')
        return found
      },
    )

    app.post(
      '/v1/webhooks',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Create a webhook',
          description:
            'Events are sent to its URL by Standard Webhooks. The secret they are signed with is in this answer only: a request repeated with the same Idempotency-Key answers it with `secret` null. Rotate one that was lost.',
          body: newWebhook,
          response: { 201: webhookWithSecret },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { department_id, secret: known, ...given } = request.body
          const made = await createWebhook(change, {
            ...given,
            url: checkUrl(given.url),
            departmentId: department_id,
            secret: known ?? null,
          })
          if (!made.ok) throw toProblem(made.error)
          const { webhook, secret } = made.value
          return { status: 201, body: withSecret(webhook, secret), kept: withSecret(webhook, null) }
        }),
    )

    app.patch(
      '/v1/webhooks/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change a webhook',
          description: 'What waits to be sent goes to the new URL; while it is disabled, it fails.',
          params: oneById,
          body: webhookChanges,
          response: { 200: webhook },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { url, department_id, ...rest } = request.body
          const given = { ...rest, departmentId: department_id, ...(url === undefined ? {} : { url: checkUrl(url) }) }
          const changed = await updateWebhook(change, request.params.id, given)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/webhooks/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Delete a webhook',
          description: 'What waits to be sent to it fails.',
          params: oneById,
          response: { 200: webhook },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteWebhook(change, request.params.id)
          if (!deleted.ok) throw notFound('webhook')
          return { status: 200, body: deleted.value }
        }),
    )
  }

const toProblem = (error: CreateWebhookError | { code: 'webhook_not_found' }): Problem => {
  switch (error.code) {
    case 'webhook_not_found':
      return notFound('webhook')
    case 'too_many_webhooks':
      return new Problem(409, error.code, `A desk has at most ${WEBHOOKS_MAX} webhooks.`)
    case 'department_not_found':
      return refused(400, error.code, 'department_id', 'is not the id of a department of this desk')
  }
}
