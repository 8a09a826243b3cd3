import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { dryRunRule } from '../../../core/rules/dry-run.ts'
import { dryRunDraft } from '../../../core/rules/dry-run-draft.ts'
import { listRunsOfRule, listRunsOfTicket } from '../../../core/rules/runs.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { toProblem } from './problems.ts'
import { withoutAi } from './routes.ts'
import { draftDryRunBody, dryRun, dryRunBody, runPage, runQuery } from './schemas.ts'

const tags = ['Rules']

/** What rules did, and what one would have done. */
export const ruleRunRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/rules/:id/runs',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: {
          tags,
          summary: 'List what a rule did',
          description: 'The latest first. Where it looked and nothing was to be done, there is no run.',
          params: oneById,
          querystring: runQuery,
          response: { 200: runPage },
        },
      },
      async (request) => {
        const paging = { limit: request.query.limit, after: request.query.cursor ?? null }
        const found = await listRunsOfRule(lodge, actorOf(request), request.params.id, paging)
        if (!found.ok) throw toProblem(found.error)
        return found.value
      },
    )

    app.get(
      '/v1/tickets/:idOrNumber/rule-runs',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          tags,
          summary: 'List what rules did to a ticket',
          description: 'The latest first.',
          params: z.object({ idOrNumber: z.string() }),
          querystring: runQuery,
          response: { 200: runPage },
        },
      },
      async (request) => {
        const paging = { limit: request.query.limit, after: request.query.cursor ?? null }
        const found = await listRunsOfTicket(lodge, actorOf(request), request.params.idOrNumber, paging)
        if (!found.ok) throw notFound('ticket')
        return found.value
      },
    )

    app.post(
      '/v1/rules/dry-run',
      {
        config: { policy: { scope: 'admin' } },
        schema: {
          tags,
          summary: 'Say what a rule that is not saved would have done to the last tickets',
          description: 'As a new rule, and `last`. Changes nothing.',
          body: draftDryRunBody,
          response: { 200: dryRun },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { when, if: conditions, then, last, ...rest } = request.body
          const draft = { ...rest, trigger: when, conditions, actions: withoutAi(then) }
          const said = await dryRunDraft(change, draft, last)
          if (!said.ok) throw toProblem(said.error)
          return { status: 200, body: said.value }
        }),
    )

    app.post(
      '/v1/rules/:id/dry-run',
      {
        config: { policy: { scope: 'admin' } },
        schema: {
          tags,
          summary: 'Say what a rule would have done to the last tickets',
          description: 'Changes nothing, and works for a rule that is not enabled.',
          params: oneById,
          body: dryRunBody,
          response: { 200: dryRun },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const said = await dryRunRule(change, request.params.id, request.body.last)
          if (!said.ok) throw toProblem(said.error)
          return { status: 200, body: said.value }
        }),
    )
  }
