import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Idempotency } from './create.ts'
import type { Message, WholeTicket } from './ticket.ts'

/** What a creation's event keeps (see create_tickets.sql). */
type Snapshot = { contact_created: boolean; ticket: Omit<WholeTicket, 'messages'>; message: Message }

/**
 * The answer to a creation whose idempotency key was used before, taken from the first one's event: the ticket as it was
 * when it was made, whatever became of it. A conflict where the key guards another request.
 */
export const replayCreation = async (
  lodge: Lodge,
  actor: Actor,
  idempotency: Idempotency,
): Promise<Result<{ ticket: WholeTicket; contactCreated: boolean }, { code: 'idempotency_key_conflict' }>> => {
  const found = await lodge.store.pool.query<{ data: Snapshot }>(
    `select e.data
     from idempotency_key k
     join event e on e.desk_id = k.desk_id and e.xid = k.event_xid and e.id = k.event_id
     where k.desk_id = $1 and k.credential_id = $2 and k.key = $3 and k.request_hash = decode($4, 'hex')
       and e.type = 'ticket.created'`,
    [actor.deskId, actor.credentialId, idempotency.key, idempotency.requestHash],
  )
  const snapshot = found.rows[0]?.data
  if (!snapshot) return fail({ code: 'idempotency_key_conflict' })
  return ok({ ticket: { ...snapshot.ticket, messages: [snapshot.message] }, contactCreated: snapshot.contact_created })
}
