import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { lockIntake } from '../../core/desks/lock.ts'
import type { RunError } from '../../core/interventions/run.ts'
import { startIntervention } from '../../core/interventions/start.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { CreateTicketError } from '../../core/tickets/create.ts'
import { fromCreated, metadataOf, type Payload } from '../../dialects/tickiti/create.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import type { Problem } from '../problem.ts'
import { jsonObject } from '../schema/json-object.ts'
import { checkedBody } from '../schema/validate.ts'
import { toRunProblem } from '../v1/interventions/problems.ts'
import { invalid } from './contract.ts'
import type { createBody } from './schemas.ts'
import { templateRefusal } from './template-refusals.ts'

type Intervention = Extract<Payload, { shape: 'intervention' }>

/** What is kept of a run's data, in bytes as JSON. */
const DATA_BYTES = 50_000

/**
 * Files a ticket by an intervention: it and the responses of its templates are one transaction. A `uid` that was used
 * before is answered with what came of it then. Its fields are filled in by people, later.
 */
export const runForTickiti = async (
  lodge: Lodge,
  request: FastifyRequest,
  reply: FastifyReply,
  body: z.output<typeof createBody>,
  { name, uid, data }: Intervention,
): Promise<FastifyReply> => {
  const actor = actorOf(request)
  checkedBody(jsonObject(DATA_BYTES), data)
  const { defaultDepartment } = await lodge.desks.get(actor.deskId)
  await once(
    lodge,
    request,
    reply,
    async (change) => {
      const started = await startIntervention(change, {
        intervention: name,
        requester: { externalId: null, email: body.originator_email_address, name: null },
        subject: null,
        culture: null,
        channel: 'api',
        source: `API Via ${actor.name}`,
        data,
        uid,
        submit: false,
        firstWins: true,
        strict: true,
        isPublic: body.is_public,
        metadata: metadataOf(body.use_passed_originator_as_responder, actor.name),
      })
      if (!started.ok) throw toProblem(started.error)
      if (started.value.outcome === 'blocked') {
        return { status: 200, body: fromCreated(defaultDepartment.name, { intervention: true }) }
      }
      const { run, department, repeated } = started.value
      // Of the three its page names, this one is required.
      if (run.private_message_id === null && !repeated) {
        throw invalid('intervention', `needs a template: ${name}.private is not the identifier of one of this desk`)
      }
      const used = {
        intervention: true,
        privateTemplate: run.private_message_id !== null,
        publicTemplate: run.public_message_id !== null,
      }
      return { status: 200, body: fromCreated(department, used) }
    },
    { first: lockIntake, guarded: body },
  )
  return reply
}

const toProblem = (error: RunError | CreateTicketError): Problem => {
  switch (error.code) {
    case 'intervention_not_found':
      return invalid('intervention', 'is not the name of an intervention of this desk')
    case 'intervention_disabled':
      return invalid('intervention', 'is switched off')
    case 'invalid_data':
      return invalid(error.path, error.message)
    case 'text_unusable':
      return templateRefusal('intervention', error.error)
    default: {
      const { message, errors } = toRunProblem(error)
      return invalid('intervention', errors[0] ? `${errors[0].path} ${errors[0].message}` : message)
    }
  }
}
