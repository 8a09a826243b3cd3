import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { contactAt, requesterAt } from '../../core/contacts/at-address.ts'
import type { Lodge } from '../../core/lodge.ts'
import { addMessage } from '../../core/messages/add.ts'
import { markTicket } from '../../core/read-marks/read-mark.ts'
import { greetTicket } from '../../core/service-texts/greet.ts'
import { createTicket } from '../../core/tickets/create.ts'
import { getTicket } from '../../core/tickets/get.ts'
import { tallyOf } from '../../core/tickets/tally.ts'
import type { WholeTicket } from '../../core/tickets/ticket.ts'
import { METADATA_BYTES, updateTicket } from '../../core/tickets/update.ts'
import {
  checkTimes,
  type GlassixCreate,
  greetsByMessage,
  laterMessages,
  toNewTicket,
} from '../../dialects/glassix/create.ts'
import {
  addressOf,
  checkParticipants,
  type GivenParticipant,
  othersAmong,
  requesterAmong,
} from '../../dialects/glassix/participants.ts'
import { fromTicket } from '../../dialects/glassix/ticket.ts'
import { idempotencyOf, keyConflict } from '../once.ts'
import { actorOf } from '../policy.ts'
import { Problem } from '../problem.ts'
import { BASE } from './base.ts'
import { invalid, placeOf, type Secured, surroundingsOf } from './contract.ts'
import { createBody } from './schemas.ts'
import { hoursAt, showTickets } from './shown.ts'

/** `POST /tickets/create`: 200 with the whole ticket. */
export const createRoute = (plugin: FastifyInstance, lodge: Lodge, { secretOf }: Secured): void => {
  plugin
    .withTypeProvider<ZodTypeProvider>()
    .post(
      `${BASE}/tickets/create`,
      { config: { policy: { scope: 'tickets:create' }, secretOf }, schema: { hide: true, body: createBody } },
      async (request, reply) => {
        const actor = actorOf(request)
        const place = await placeOf(lodge, actor)
        const now = new Date()
        const wrong = [...checkParticipants(request.body.participants), ...checkTimes(request.body, now)]
        if (wrong.length > 0) throw invalid(wrong)
        checkSize(request.body)

        const body = await withContacts(lodge, request, request.body)
        const ticket = toNewTicket(body, {
          requester: NOBODY_YET,
          departmentId: place.id,
          memberId: actor.memberId,
          now,
        })
        Object.assign(ticket.requester, await requesterOf(lodge, request, request.body))
        const made = await createTicket(lodge, actor, ticket, idempotencyOf(request))
        if (!made.ok) {
          if (made.error.code === 'idempotency_key_conflict') throw keyConflict()
          throw new Problem(400, made.error.code, 'The department or the user is not on this desk any more.')
        }
        const { outcome } = made.value
        if (outcome === 'blocked') throw new Problem(403, 'blocked', 'This participant is on the desk’s blocklist.')
        if (outcome === 'replayed') reply.header('idempotency-replayed', 'true')
        const whole = await finish(lodge, request, request.body, made.value.ticket, outcome === 'replayed')
        if (outcome === 'replayed') return (await showTickets(lodge, request, place, [whole]))[0]
        const hours = whole.status === 'closed' ? await hoursAt(lodge, actor.deskId, place.id) : null
        const known = { tally: tallyOf(whole.messages), unassigned: [], endedBy: actor.kind }
        return fromTicket(whole, surroundingsOf(lodge, request, place, { hours }), known)
      },
    )
}

const NOBODY_YET = { externalId: null, email: null }

/** A contact's id, as a participant keeps it. */
const CONTACT_BYTES = 40

/** What is kept of participants and details has room on a ticket. Said before anything is written. */
const checkSize = ({ participants, details }: GlassixCreate): void => {
  const bytes = Buffer.byteLength(JSON.stringify({ participants, details })) + participants.length * CONTACT_BYTES
  if (bytes <= METADATA_BYTES) return
  const message = `must, with the participants, be at most ${METADATA_BYTES.toLocaleString('en-US')} bytes as JSON`
  throw invalid([{ path: 'details', code: 'too_large', message }])
}

/** Every Client is a contact: those besides the customer, who is found or made with the ticket, before it. */
const withContacts = async (lodge: Lodge, request: FastifyRequest, body: GlassixCreate): Promise<GlassixCreate> => {
  const others = othersAmong(body.participants)
  if (others.length === 0) return body
  const contacts = new Map<GivenParticipant, string>()
  for (const other of others) {
    const { id } = await contactAt(lodge, actorOf(request), addressOf(other), other.name ?? null)
    contacts.set(other, id)
  }
  const participants = body.participants.map((one) => {
    const contact = contacts.get(one)
    return contact === undefined ? one : { ...one, contact }
  })
  return { ...body, participants }
}

const requesterOf = async (lodge: Lodge, request: FastifyRequest, { participants }: GlassixCreate) => {
  const customer = requesterAmong(participants)
  const { kind, value } = addressOf(customer)
  if (kind === 'email') return { externalId: null, email: value }
  return requesterAt(lodge, actorOf(request), { kind, value }, customer.name ?? null)
}

/**
 * What comes after a creation, in one transaction: its caller as the owner where nobody was available, the greeting, further
 * messages of the old guide, the read mark. A repeated request has had all of it.
 */
const finish = async (
  lodge: Lodge,
  request: FastifyRequest,
  body: GlassixCreate,
  ticket: WholeTicket,
  isReplay: boolean,
): Promise<WholeTicket> => {
  const actor = actorOf(request)
  const messages = laterMessages(body)
  const isNobodys = ticket.assignee === null && actor.memberId !== null
  const isGreeted = greetsByMessage(body)
  if (!isReplay && messages.length === 0 && !isNobodys && !isGreeted && !body.markAsRead) return ticket
  if (!isReplay) {
    await lodge.store.db.transaction().execute(async (tx) => {
      const change = { tx, lodge, actor }
      if (isNobodys) must(await updateTicket(change, ticket.id, { assignee: actor.memberId }))
      if (isGreeted) must(await greetTicket(change, ticket.id))
      for (const { fromClient, text } of messages) {
        const given = { body: { format: 'text' as const, source: text }, public: true, attachments: [] }
        // The state that was asked for stays, whoever writes.
        const { status } = ticket
        must(await addMessage(change, ticket.id, { ...given, author: fromClient ? 'requester' : 'agent', status }))
      }
      if (body.markAsRead) must(await markTicket(change, ticket.id, true))
    })
    lodge.nudge()
  }
  const found = await getTicket(lodge, actor, ticket.id)
  return must(found)
}

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (result.ok) return result.value
  throw new Error(`a ticket that was just made refuses: ${result.error.code}`)
}
