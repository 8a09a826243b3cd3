import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { allows } from '../../../core/credentials/scopes.ts'
import { looksLikeId } from '../../../core/ids.ts'
import { runIntervention } from '../../../core/interventions/run.ts'
import { startIntervention } from '../../../core/interventions/start.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
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
            'Writes its internal note and its reply and sets the ticket, all or nothing. 200 where this `uid` ran before. ' +
            'A new ticket needs the scope `tickets:create` too; 202 where its requester is blocked: no ticket is made.',
          params: oneById,
          body: runBody,
          response: { 200: run, 201: run, 202: acceptedSchema },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        if (!looksLikeId(id)) throw notFound('intervention')
        const { ticket, new_ticket, data, uid } = request.body
        const on = ticket ?? (await newTicket(lodge, request, id, request.body))
        if (on === null) return reply.code(202).send({ accepted: true })
        await runOnce(lodge, request, reply, {
          intervention: id,
          ticket: on,
          data,
          uid,
          isNew: new_ticket !== undefined,
        })
        return reply
      },
    )
  }

type Body = z.output<typeof runBody>

/** The id of the ticket that is made for a run; null where its requester is blocked. */
const newTicket = async (
  lodge: Lodge,
  request: FastifyRequest,
  intervention: string,
  { new_ticket: wanted, data, uid }: Body,
): Promise<string | null> => {
  const actor = actorOf(request)
  if (!allows(actor.scopes, 'tickets:create')) {
    throw new Problem(403, 'insufficient_scope', 'A new ticket needs the scope tickets:create.')
  }
  if (!wanted || uid === undefined) throw new Error('the schema asks for both')
  const { external_id, email, name } = wanted.requester
  const started = await startIntervention(lodge, actor, {
    intervention,
    requester: { externalId: external_id ?? null, email: email ?? null, name: name ?? null },
    subject: wanted.subject ?? null,
    culture: wanted.culture ?? null,
    channel: 'api',
    data,
    uid,
  })
  if (!started.ok) throw toRunProblem(started.error)
  return started.value.ticket
}

type Run = { intervention: string; ticket: string; data: Body['data']; uid: string | undefined; isNew: boolean }

const runOnce = (lodge: Lodge, request: FastifyRequest, reply: FastifyReply, given: Run): Promise<void> =>
  once(lodge, request, reply, async (change) => {
    const ran = await runIntervention(change, { ...given, uid: given.uid ?? null })
    if (!ran.ok) throw toRunProblem(ran.error)
    return { status: ran.value.repeated ? 200 : 201, body: ran.value.run }
  })
