import { type Actor, keyHolder } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { assemble } from './assemble.ts'
import type { CreateTicketOutcome, Idempotency } from './create.ts'
import type { Message, TicketSnapshot } from './ticket.ts'

/** What a creation's event keeps (see create_tickets.sql). */
type Snapshot = { contact_created: boolean; ticket: TicketSnapshot; message: Message }

/**
 * The answer to a creation whose idempotency key was used before, taken from the first one's event: the ticket as it was
 * when it was made, whatever became of it. A conflict where the key guards another request; undefined where it is new.
 */
export const replayCreation = async (
  lodge: Lodge,
  actor: Actor,
  idempotency: Idempotency,
): Promise<Result<CreateTicketOutcome, { code: 'idempotency_key_conflict' }> | undefined> => {
  const found = await lodge.store.pool.query<{ is_same: boolean; type: string | null; data: Snapshot | null }>(
    `select k.request_hash = decode($4, 'hex') as is_same, e.type, e.data
     from idempotency_key k
     left join event e on e.desk_id = k.desk_id and e.xid = k.event_xid and e.id = k.event_id
     where k.desk_id = $1 and k.credential_id = $2 and k.key = $3`,
    [actor.deskId, keyHolder(actor) ?? '0', idempotency.key, idempotency.requestHash],
  )
  const first = found.rows[0]
  if (!first) return undefined
  if (!first.is_same || !first.data) return fail({ code: 'idempotency_key_conflict' })
  if (first.type === 'ticket.blocked') return ok({ outcome: 'blocked', replayed: true })
  const { ticket, message, contact_created } = first.data
  const whole = assemble(ticket, message)
  return ok({ outcome: 'replayed', ticket: whole, json: () => JSON.stringify(whole), contactCreated: contact_created })
}
