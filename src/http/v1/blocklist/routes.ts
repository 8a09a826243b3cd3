import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { addToBlocklist } from '../../../core/blocklist/add.ts'
import { blocklistValue } from '../../../core/blocklist/entry.ts'
import { listBlocklist } from '../../../core/blocklist/list.ts'
import { removeFromBlocklist } from '../../../core/blocklist/remove.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { entry, entryPage, listQuery, newEntry, oneByValue } from './schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Blocklist']

export const blocklistRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/blocklist',
      {
        config,
        schema: { tags, summary: 'List who is blocked', querystring: listQuery, response: { 200: entryPage } },
      },
      (request) =>
        listBlocklist(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.put(
      '/v1/blocklist',
      {
        config,
        schema: {
          tags,
          summary: 'Block an address or a whole domain',
          description: 'What it sends is accepted and becomes no ticket. 201 where it was not blocked before.',
          body: newEntry,
          response: { 200: entry, 201: entry },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { value, reason } = request.body
          const { entry, added } = await addToBlocklist(change, { value, reason: reason ?? null })
          return { status: added ? 201 : 200, body: entry }
        }),
    )

    app.delete(
      '/v1/blocklist/:value',
      { config, schema: { tags, summary: 'Unblock', params: oneByValue, response: { 200: entry } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const value = blocklistValue(request.params.value)
          const removed = value === undefined ? undefined : await removeFromBlocklist(change, value)
          if (!removed?.ok) throw notFound('blocklist_entry')
          return { status: 200, body: removed.value }
        }),
    )
  }
