import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql, type Transaction } from 'kysely'
import { type Actor, keyHolder } from '../core/actor.ts'
import type { Change } from '../core/change.ts'
import type { Lodge } from '../core/lodge.ts'
import type { Idempotency } from '../core/tickets/create.ts'
import type { Tables } from '../store/schema.ts'
import { actorOf } from './policy.ts'
import { Problem } from './problem.ts'

const KEY_MAX = 255

/**
 * The `Idempotency-Key` of a request and the digest of what it guards: method, path and the body as it was understood
 * (checked and defaulted, so white space and the order of fields do not matter), or what `guarded` says of a body that is
 * not JSON. Undefined where none was sent.
 */
export const idempotencyOf = (request: FastifyRequest, guarded: unknown = request.body): Idempotency | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key === '' || key.length > KEY_MAX) {
    const message = `must be 1 to ${KEY_MAX} characters`
    throw new Problem(400, 'invalid_idempotency_key', `Idempotency-Key ${message}.`, {
      errors: [{ path: 'Idempotency-Key', code: key === '' ? 'too_short' : 'too_long', message }],
    })
  }
  return { key, requestHash: hash('sha256', `${request.method} ${request.url}\n${JSON.stringify(guarded)}`) }
}

export const keyConflict = (): Problem =>
  new Problem(409, 'idempotency_key_conflict', 'This Idempotency-Key was used before with another request.')

export type Done<Body> = {
  status: number
  body: Body
  headers?: Record<string, string>
  /** What a replay answers in place of the body: a secret is shown once and kept nowhere. */
  kept?: Body
  /** Called between the commit and the answer: for what this process remembers of what changed. */
  after?: () => void
}

/**
 * Runs a change in a transaction and answers after its commit. With an `Idempotency-Key`, the key and the answer are
 * written in that same transaction: a repeated request gets the first one's status and body with
 * `Idempotency-Replayed: true`; one that comes while the first is still running waits for it; another request under the
 * key is a 409. A Problem thrown by `work` undoes everything, the key included, so a mended request can use it.
 *
 * `guarded` stands for the body where that is not JSON (idempotencyOf). Where `work` locks the intake, `first` is that
 * lock: create_tickets() takes it before its keys, and two orders deadlock.
 */
export const once = async <Body>(
  lodge: Lodge,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (change: Change) => Promise<Done<Body>>,
  { first, guarded = request.body }: { first?: (change: Change) => Promise<void>; guarded?: unknown } = {},
): Promise<void> => {
  const actor = actorOf(request)
  // Its description says that it takes no key.
  if (request.routeOptions.config.isIdempotent) throw new Error(`${request.method} ${request.url} goes through once()`)
  const idempotency = idempotencyOf(request, guarded)
  const outcome = await lodge.store.db.transaction().execute(async (tx) => {
    if (idempotency && first) await first({ tx, lodge, actor })
    if (idempotency && !(await claim(tx, actor.deskId, keyHolder(actor), idempotency))) return undefined
    const done = await work({ tx, lodge, actor })
    if (idempotency) await keep(tx, actor.deskId, keyHolder(actor), idempotency.key, done)
    return done
  })
  if (outcome === undefined && idempotency) return replay(lodge, actor, idempotency, reply)
  if (!outcome) throw new Error('a change without an answer')
  outcome.after?.()
  lodge.nudge()
  await reply
    .code(outcome.status)
    .headers(outcome.headers ?? {})
    .send(outcome.body)
}

/** False where the key has been used. An unfinished use of it by another transaction is waited for: the unique key sees to that. */
const claim = async (tx: Transaction<Tables>, deskId: string, holder: string | null, idempotency: Idempotency) => {
  const claimed = await tx
    .insertInto('idempotency_key')
    .values({
      desk_id: deskId,
      credential_id: holder ?? '0',
      key: idempotency.key,
      request_hash: Buffer.from(idempotency.requestHash, 'hex'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return claimed.numInsertedOrUpdatedRows === 1n
}

const keptText = ({ kept, body }: Done<unknown>): string | null =>
  kept === undefined && body === undefined ? null : JSON.stringify(kept ?? body)

const keep = (tx: Transaction<Tables>, deskId: string, holder: string | null, key: string, done: Done<unknown>) =>
  tx
    .updateTable('idempotency_key')
    .set({ status: done.status, body: keptText(done) })
    .where('desk_id', '=', deskId)
    .where('credential_id', '=', holder ?? '0')
    .where('key', '=', key)
    .execute()

const replay = async (lodge: Lodge, actor: Actor, idempotency: Idempotency, reply: FastifyReply): Promise<void> => {
  const kept = await lodge.store.db
    .selectFrom('idempotency_key')
    .select(['status', 'body', sql<string>`encode(request_hash, 'hex')`.as('hash')])
    .where('desk_id', '=', actor.deskId)
    .where('credential_id', '=', keyHolder(actor) ?? '0')
    .where('key', '=', idempotency.key)
    .executeTakeFirst()
  if (!kept || kept.hash !== idempotency.requestHash || kept.status === null) throw keyConflict()
  reply.code(kept.status).header('idempotency-replayed', 'true')
  if (kept.body === null) {
    await reply.send()
    return
  }
  await reply
    .header('content-type', 'application/json; charset=utf-8')
    .serializer((text: string) => text)
    .send(kept.body)
}
