import { type SnapshotRow, TICKET_SNAPSHOT, toSnapshot } from '../../store/ticket-whole.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from '../tickets/find-id.ts'
import { signatureOf } from './of-answer.ts'
import type { Signature } from './signature.ts'

/** What would stand below an answer of the actor, to be seen while it is written; null where there is none. */
export const previewSignature = async (
  { store }: Lodge,
  actor: Actor,
  idOrNumber: string,
): Promise<Result<Signature | null, { code: 'ticket_not_found' }>> => {
  const known = await findTicketId(store.db, actor, idOrNumber)
  const found = known && (await store.pool.query<SnapshotRow>(TICKET_SNAPSHOT, [actor.deskId, known.id]))
  const row = found?.rows[0]
  if (!row) return fail({ code: 'ticket_not_found' })
  return ok((await signatureOf({ tx: store.db, actor }, toSnapshot(row))) ?? null)
}
