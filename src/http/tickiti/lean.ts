import type { FastifyInstance } from 'fastify'
import type { Actor } from '../../core/actor.ts'
import type { Lodge } from '../../core/lodge.ts'
import { createTicket } from '../../core/tickets/create.ts'
import { fromLeanCreated, toNewTicket } from '../../dialects/tickiti/create.ts'
import { idempotencyOf } from '../once.ts'
import { actorOf } from '../policy.ts'
import { tickitiRoute } from './contract.ts'
import { CREATE, outcomeOf } from './create.ts'
import { checkedContent, fileImagesFirst } from './inline-images.ts'
import { findQueue } from './queue.ts'
import { leanCreateBody } from './schemas.ts'

/** `POST /api/tickets/create`: without templates and interventions, and the one that says which ticket it was. */
export const leanRoutes = (lodge: Lodge, plugin: FastifyInstance): void =>
  tickitiRoute(lodge, plugin, '/api/tickets/create', CREATE, leanCreateBody, async (body, request, reply) => {
    const actor = actorOf(request)
    const { queue_name: queue } = body
    const department = queue === undefined ? null : await findQueue(lodge, actor, 'queue_name', queue)
    const filed = await fileImagesFirst(lodge, actor, checkedContent('content', body.content))
    const made = outcomeOf(
      await createTicket(
        lodge,
        actor,
        toNewTicket({
          email: body.originator_email_address,
          subject: body.subject,
          department: department?.id ?? null,
          ...filed,
          isPublic: body.is_public,
          asOriginator: false,
          notify: true,
          tokenName: actor.name,
        }),
        idempotencyOf(request),
      ),
    )
    // There is none to be named, and nothing else to say of it.
    if (made.outcome === 'blocked') return { ok: true, data: { ticket_number: null, ticket_id: null, secure_id: null } }
    if (made.outcome === 'replayed') reply.header('idempotency-replayed', 'true')
    const { number, id } = made.ticket
    return fromLeanCreated({ number, id, secureId: secureIdOf(lodge, actor, id) })
  })

/** Unguessable, and the same whenever it is asked for: nothing of it is stored. */
const secureIdOf = ({ secrets }: Lodge, { deskId }: Actor, ticketId: string): string =>
  secrets.mac('secure id of a ticket', `${deskId}/${ticketId}`).toString('base64url')
