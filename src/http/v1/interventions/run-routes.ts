import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Change } from '../../../core/change.ts'
import { allows } from '../../../core/credentials/scopes.ts'
import { lockIntake } from '../../../core/desks/lock.ts'
import { looksLikeId } from '../../../core/ids.ts'
import { runIntervention } from '../../../core/interventions/run.ts'
import { startIntervention } from '../../../core/interventions/start.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { type Done, once } from '../../once.ts'
import { notFound, Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { acceptedSchema } from '../tickets/ticket-schema.ts'
import { toRunProblem } from './problems.ts'
import { run, runBody } from './schemas.ts'

export const runRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/interventions/:id/run',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags: ['Interventions'],
          summary: 'Run an intervention on a ticket, or on a new one',
          description:
            'Makes the ticket, writes its internal note and its reply and sets the ticket, all or nothing. 200 where this ' +
            '`uid` ran before. A new ticket needs the scope `tickets:create` too; 202 where its requester is blocked: no ' +
            'ticket is made.',
          params: oneById,
          body: runBody,
          response: { 200: run, 201: run, 202: acceptedSchema },
        },
      },
      (request, reply) => {
        const { id } = request.params
        if (!looksLikeId(id)) throw notFound('intervention')
        const { body } = request
        const isNew = body.new_ticket !== undefined
        const work = (change: Change) => (isNew ? runOnNew(change, id, body) : runOn(change, id, body))
        return once(lodge, request, reply, work, isNew ? { first: lockIntake } : {})
      },
    )
  }

type Body = z.output<typeof runBody>
type Answer = z.output<typeof run> | z.output<typeof acceptedSchema>

const runOn = async (
  change: Change,
  intervention: string,
  { ticket, data, uid, submit }: Body,
): Promise<Done<Answer>> => {
  if (ticket === undefined) throw new Error('the schema asks for a ticket')
  const ran = await runIntervention(change, { intervention, ticket, data, uid: uid ?? null, isNew: false, submit })
  if (!ran.ok) throw toRunProblem(ran.error)
  return { status: ran.value.repeated ? 200 : 201, body: ran.value.run }
}

const runOnNew = async (
  change: Change,
  intervention: string,
  { new_ticket: wanted, data, uid, submit }: Body,
): Promise<Done<Answer>> => {
  if (!allows(change.actor.scopes, 'tickets:create')) {
    throw new Problem(403, 'insufficient_scope', 'A new ticket needs the scope tickets:create.')
  }
  if (!wanted || uid === undefined) throw new Error('the schema asks for both')
  const { external_id, email, name } = wanted.requester
  const started = await startIntervention(change, {
    intervention,
    requester: { externalId: external_id ?? null, email: email ?? null, name: name ?? null },
    subject: wanted.subject ?? null,
    culture: wanted.culture ?? null,
    channel: 'api',
    source: 'api',
    data,
    uid,
    submit,
    firstWins: false,
  })
  if (!started.ok) throw toRunProblem(started.error)
  const { value } = started
  if (value.outcome === 'blocked') return { status: 202, body: { accepted: true } }
  return { status: value.repeated ? 200 : 201, body: value.run }
}
