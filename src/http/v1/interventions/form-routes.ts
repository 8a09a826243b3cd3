import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { lockIntake } from '../../../core/desks/lock.ts'
import { confirmRun } from '../../../core/interventions/confirm.ts'
import { getRun, listRuns, retryRun } from '../../../core/interventions/runs.ts'
import { fillRun, submitRun } from '../../../core/interventions/submit.ts'
import { issueInterventionToken } from '../../../core/interventions/token.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { delivery } from '../deliveries/schemas.ts'
import { toRunProblem } from './problems.ts'
import {
  confirmBody,
  newToken,
  run,
  runPage,
  runsQuery,
  runWithForm,
  submitBody,
  token,
  valuesBody,
} from './schemas.ts'

const tags = ['Interventions']
const READ = { policy: { scope: 'tickets:read' } } as const
const WRITE = { policy: { scope: 'tickets:write' } } as const
const path = '/v1/intervention-runs/:id'

/** What people and the remote system do to a run that was started. */
export const interventionRunRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/intervention-runs',
      {
        config: READ,
        schema: { tags, summary: 'List runs, the latest first', querystring: runsQuery, response: { 200: runPage } },
      },
      (request) => {
        const { limit, cursor, ticket, intervention, state } = request.query
        const filter = { ticket: ticket ?? null, intervention: intervention ?? null, state: state ?? null }
        return listRuns(lodge, actorOf(request), { limit, after: cursor ?? null, ...filter })
      },
    )

    app.get(
      path,
      {
        config: READ,
        schema: { tags, summary: 'Get a run with its fields', params: oneById, response: { 200: runWithForm } },
      },
      async (request) => {
        const found = await getRun(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw toRunProblem(found.error)
        return found.value
      },
    )

    app.put(
      `${path}/values`,
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Fill in the fields of a pending run',
          description: 'Replaces what was filled in before. What is required may be missing until it is submitted.',
          params: oneById,
          body: valuesBody,
          response: { 200: run },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const filled = await fillRun(change, request.params.id, request.body.values)
          if (!filled.ok) throw toRunProblem(filled.error)
          return { status: 200, body: filled.value }
        }),
    )

    app.post(
      `${path}/submit`,
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Submit a run',
          description: 'With `values`, these take the place of what was filled in before.',
          params: oneById,
          body: submitBody,
          response: { 200: run },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const submitted = await submitRun(change, request.params.id, request.body.values ?? null)
          if (!submitted.ok) throw toRunProblem(submitted.error)
          return { status: 200, body: submitted.value }
        }),
    )

    app.post(
      `${path}/confirm`,
      {
        config: { policy: { scope: 'interventions:confirm' } },
        schema: {
          tags,
          summary: 'Confirm a run that was submitted',
          description:
            'The remote system says that it is done: its final template is said, once however often this is called.',
          params: oneById,
          body: confirmBody,
          response: { 200: run },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const confirmed = await confirmRun(change, request.params.id, request.body.data)
          if (!confirmed.ok) throw toRunProblem(confirmed.error)
          return { status: 200, body: confirmed.value }
        }),
    )

    app.post(
      `${path}/retry`,
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Tell a run’s remote system again',
          description: 'At once, whether it was told, telling it failed, or waits for its next attempt.',
          params: oneById,
          response: { 200: delivery },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const retried = await retryRun(change, request.params.id)
          if (retried.ok) return { status: 200, body: retried.value }
          const { code } = retried.error
          if (code === 'run_not_found') throw notFound('run')
          throw new Problem(409, code, WHY_NOT[code])
        }),
    )

    app.post(
      '/v1/interventions/:id/tokens',
      {
        config: { policy: { scope: 'admin' } },
        schema: {
          tags,
          summary: 'Make a token that confirms an intervention’s runs',
          description: 'It can do nothing else. The secret is in this answer only.',
          params: oneById,
          body: newToken,
          response: { 201: token },
        },
      },
      (request, reply) =>
        once(
          lodge,
          request,
          reply,
          async (change) => {
            const { name } = request.body
            const made = await issueInterventionToken(change, request.params.id, name)
            if (!made.ok) throw notFound('intervention')
            const { credential, secret } = made.value
            const shown = (secret: string | null) => ({ id: credential.id, name, secret })
            return { status: 201, body: shown(secret), kept: shown(null) }
          },
          { first: lockIntake },
        ),
    )
  }

const WHY_NOT = {
  nothing_to_retry: 'Nobody is told of this run: it was not submitted yet, or its intervention has no epilog.',
  delivery_in_progress: 'It is being told at this moment.',
}
