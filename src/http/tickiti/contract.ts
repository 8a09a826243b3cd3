import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../../core/actor.ts'
import type { Change } from '../../core/change.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Idempotency } from '../../core/tickets/create.ts'
import { type Opening, scopeOf } from '../../dialects/tickiti/abilities.ts'
import { toTickitiError } from '../../dialects/tickiti/errors.ts'
import type { MemberRole } from '../../store/schema.ts'
import { replyInContract } from '../contract-replies.ts'
import { idempotencyOf, once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { Problem } from '../problem.ts'

/** A refusal in Tickiti's envelope, and under its status. */
export const toTickitiReply = ({ status, code, message, errors }: Problem): { status: number; body: object } =>
  toTickitiError({ status, code, detail: message, fields: errors })

/** Has every refusal of a plugin's routes answered in Tickiti's envelope. */
export const replyAsTickiti = (plugin: FastifyInstance): void => replyInContract(plugin, toTickitiReply)

/** What a body may have in bytes: texts come with their pictures in them. */
export const BODY_LIMIT = 12 * 1024 * 1024

/** Whose hand a token must be, where it is somebody's: theirs in ours. A token of nobody's is the system's own. */
const ROLES: Record<'staff' | 'admin' | 'superuser', MemberRole[]> = {
  staff: ['owner', 'admin', 'agent'],
  admin: ['owner', 'admin'],
  superuser: ['owner'],
}

/** Who may call a route. Without an ability, everybody. */
export type Access = Opening & { role?: keyof typeof ROLES }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whom a route of Tickiti's contract is for, as their index of endpoints says. */
    tickiti?: Opening & { role: string | null }
  }
}

type Handler<Body> = (body: Body, request: FastifyRequest, reply: FastifyReply) => Promise<object>

/**
 * A route of theirs: a POST of JSON, checked by a schema, answered 200 with what the handler returns; where that has sent
 * an answer of its own, it returns the reply. No body at all is an empty one.
 */
export const tickitiRoute = <Schema extends z.ZodType>(
  lodge: Lodge,
  plugin: FastifyInstance,
  path: string,
  { role, ...opening }: Access,
  schema: Schema,
  handler: Handler<z.output<Schema>>,
): void => {
  plugin.post(path, {
    bodyLimit: BODY_LIMIT,
    config: {
      policy: opening.ability === null ? 'public' : { scope: scopeOf(opening.ability) },
      tickiti: { ...opening, role: role ?? null },
    },
    preValidation: async (request) => {
      if (role) await checkRole(lodge, actorOf(request), role)
      request.body ??= {}
    },
    schema: { hide: true, body: schema },
    handler: (request, reply) => handler(request.body as z.output<Schema>, request, reply), // checked by that schema
  })
}

/**
 * A route that changes something: `work` in a transaction of its own, by once(); what it returns is the answer. `after` is
 * called between the commit and that.
 * @public
 */
export const tickitiChange = <Schema extends z.ZodType>(
  lodge: Lodge,
  plugin: FastifyInstance,
  path: string,
  access: Access,
  schema: Schema,
  work: (change: Change, body: z.output<Schema>, request: FastifyRequest) => Promise<object>,
  after?: (request: FastifyRequest) => void,
): void =>
  tickitiRoute(lodge, plugin, path, access, schema, async (body, request, reply) => {
    await once(lodge, request, reply, async (change) => ({
      status: 200,
      body: await work(change, body, request),
      after: () => after?.(request),
    }))
    return reply
  })

const checkRole = async (lodge: Lodge, { deskId, memberId }: Actor, role: keyof typeof ROLES): Promise<void> => {
  if (memberId === null) return
  const member = await lodge.store.db
    .selectFrom('member')
    .select('role')
    .where('desk_id', '=', deskId)
    .where('id', '=', memberId)
    .executeTakeFirst()
  if (member && ROLES[role].includes(member.role)) return
  throw new Problem(403, 'forbidden', `This needs a token whose owner has the role ${role}.`)
}

/** A request that is refused for what is wrong with its fields, of which there is something. */
export const refusal = (faults: { path: string; message: string }[]): Problem => {
  const [first] = faults
  const detail = first ? `${first.path} ${first.message}.` : 'The request is not valid.'
  const errors = faults.map((fault) => ({ ...fault, code: 'validation_failed' }))
  return new Problem(422, 'validation_failed', detail, { errors })
}

/** Refuses a request for what is wrong with its fields, where anything is. */
export const refuse = (faults: { path: string; message: string }[]): void => {
  if (faults.length > 0) throw refusal(faults)
}

/** A refusal for the sake of one field: `invalid('queue_name', 'is no queue of this desk')`. */
export const invalid = (path: string, message: string): Problem => refusal([{ path, message }])

/** The key that a route of theirs demands (their page "Idempotency"). */
export const demandKey = (request: FastifyRequest, guarded?: unknown): Idempotency => {
  const idempotency = idempotencyOf(request, guarded)
  if (!idempotency) throw invalid('Idempotency-Key', 'is required: a header of at most 255 characters')
  return idempotency
}
