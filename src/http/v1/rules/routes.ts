import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { createRule } from '../../../core/rules/create.ts'
import { deleteRule } from '../../../core/rules/delete.ts'
import { getRule } from '../../../core/rules/find.ts'
import { listRules } from '../../../core/rules/list.ts'
import { reorderRules } from '../../../core/rules/reorder.ts'
import { updateRule } from '../../../core/rules/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { oneById } from '../../schema/params.ts'
import { aiUnavailable, toProblem } from './problems.ts'
import { listQuery, newRule, order, rule, ruleChanges, rulePage, type WantedAction } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Rules']

export const ruleRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/rules',
      {
        config: READ,
        schema: {
          tags,
          summary: 'List rules',
          description: 'In the order in which they look at an event.',
          querystring: listQuery,
          response: { 200: rulePage },
        },
      },
      (request) =>
        listRules(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.get(
      '/v1/rules/:id',
      { config: READ, schema: { tags, summary: 'Get a rule', params: oneById, response: { 200: rule } } },
      async (request) => {
        const found = await getRule(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw toProblem(found.error)
        return found.value
      },
    )

    app.post(
      '/v1/rules',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Create a rule',
          description: 'It is the last in order, and looks at what happens from now on.',
          body: newRule,
          response: { 201: rule },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { when, if: conditions, then, ...rest } = request.body
          const made = await createRule(change, { ...rest, trigger: when, conditions, actions: withoutAi(then) })
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value, headers: { location: `/v1/rules/${made.value.id}` } }
        }),
    )

    app.patch(
      '/v1/rules/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change a rule',
          description: 'What is absent stays. That the rule was stopped is taken off.',
          params: oneById,
          body: ruleChanges,
          response: { 200: rule },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { when, if: conditions, then, ...rest } = request.body
          const given = { ...rest, trigger: when, conditions, actions: then && withoutAi(then) }
          const changed = await updateRule(change, request.params.id, given)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.put(
      '/v1/rules/order',
      {
        config: ADMIN,
        schema: { tags, summary: 'Put the rules in order', body: order, response: { 200: order } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const ordered = await reorderRules(change, request.body.rules)
          if (!ordered.ok) throw toProblem(ordered.error)
          return { status: 200, body: { rules: ordered.value } }
        }),
    )

    app.delete(
      '/v1/rules/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Delete a rule',
          description: 'What it did stays on the tickets.',
          params: oneById,
          response: { 200: rule },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteRule(change, request.params.id)
          if (!deleted.ok) throw toProblem(deleted.error)
          return { status: 200, body: deleted.value }
        }),
    )
  }

export const withoutAi = (actions: WantedAction[]) =>
  actions.map((action, place) => {
    if (action.do === 'ask_ai') throw aiUnavailable(place)
    return action
  })
