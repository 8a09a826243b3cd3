import type { Lodge } from '../../lodge.ts'
import { eraseTraces } from './traces.ts'

/** Longer than a follower takes for a batch that it read before the erasure. */
const AGAIN_FOR_MINUTES = 60

/** Erases once more what may have been made of a ticket's old snapshots while they were being erased. */
export const sweepErasures = async (lodge: Lodge): Promise<void> => {
  const { rows } = await lodge.store.pool.query<{ desk_id: string; ticket_id: string }>(
    `select desk_id, ticket_id from ticket_erasure where erased_at > now() - make_interval(mins => $1)`,
    [AGAIN_FOR_MINUTES],
  )
  for (const { desk_id, ticket_id } of rows) {
    await lodge.store.db.transaction().execute((tx) => eraseTraces(tx, desk_id, ticket_id))
  }
}
