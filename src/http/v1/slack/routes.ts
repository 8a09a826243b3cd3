import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { createSlackConnection } from '../../../core/slack/create.ts'
import { deleteSlackConnection } from '../../../core/slack/delete.ts'
import { getSlackConnection } from '../../../core/slack/get.ts'
import { listSlackConnections } from '../../../core/slack/list.ts'
import { testSlackConnection } from '../../../core/slack/send-test.ts'
import { updateSlackConnection } from '../../../core/slack/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { toChanges, toNew } from './given.ts'
import { toProblem } from './problems.ts'
import {
  listQuery,
  newSlackConnection,
  slackConnection,
  slackConnectionChanges,
  slackConnectionPage,
  slackTest,
} from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Slack']

export const slackConnectionRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/slack-connections',
      {
        config: READ,
        schema: {
          tags,
          summary: 'List Slack connections',
          querystring: listQuery,
          response: { 200: slackConnectionPage },
        },
      },
      (request) =>
        listSlackConnections(lodge, actorOf(request), {
          limit: request.query.limit,
          after: request.query.cursor ?? null,
        }),
    )

    app.get(
      '/v1/slack-connections/:id',
      {
        config: READ,
        schema: { tags, summary: 'Get a Slack connection', params: oneById, response: { 200: slackConnection } },
      },
      async (request) => {
        const found = await getSlackConnection(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('slack_connection')
        return found
      },
    )

    app.post(
      '/v1/slack-connections',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Connect Slack',
          description: 'Secrets are kept sealed, and never shown again.',
          body: newSlackConnection,
          response: { 201: slackConnection },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const made = await createSlackConnection(change, toNew(request.body))
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value }
        }),
    )

    app.patch(
      '/v1/slack-connections/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change a Slack connection',
          params: oneById,
          body: slackConnectionChanges,
          response: { 200: slackConnection },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateSlackConnection(change, request.params.id, toChanges(request.body))
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/slack-connections/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Disconnect Slack',
          description: 'What was posted stays in Slack.',
          params: oneById,
          response: { 200: slackConnection },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteSlackConnection(change, request.params.id)
          if (!deleted.ok) throw toProblem(deleted.error)
          return { status: 200, body: deleted.value }
        }),
    )

    app.post(
      '/v1/slack-connections/:id/test',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Send a test message to Slack',
          description: 'How it went is in `GET /v1/deliveries?channel=slack&lane=<id>`.',
          params: oneById,
          body: slackTest,
          response: { 202: slackConnection },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const asked = await testSlackConnection(change, request.params.id, request.body.channel ?? null)
          if (!asked.ok) throw toProblem(asked.error)
          return { status: 202, body: asked.value }
        }),
    )
  }
