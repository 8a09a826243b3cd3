import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { findSlaPolicy } from './find.ts'
import type { SlaPolicy } from './policy.ts'

/** Deletes a policy, and what it promised and was not met yet. Its row stays, for the tickets whose promises it kept. */
export const deleteSlaPolicy = async (
  change: Change,
  id: string,
): Promise<Result<SlaPolicy, { code: 'sla_policy_not_found' }>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const policy = await findSlaPolicy(change, id)
  if (!policy) return fail({ code: 'sla_policy_not_found' })
  await tx
    .updateTable('sla_policy')
    .set({ deleted_at: new Date() })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
  // In the order in which the follower and the ticking lock them.
  await sql`
    with them as materialized (
      select ticket_id, kind from ticket_sla
      where desk_id = ${actor.deskId} and policy_id = ${id} and met_at is null
      order by desk_id, ticket_id, kind for update
    )
    delete from ticket_sla s using them
    where s.desk_id = ${actor.deskId} and s.ticket_id = them.ticket_id and s.kind = them.kind`.execute(tx)
  await recordEvent(change, { type: 'sla_policy.deleted', data: { sla_policy: policy } })
  return ok(policy)
}
