import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { findSlaPolicy, policyNameTaken, type UnknownPlace, unknownPlace } from './find.ts'
import { SLA_POLICY, type SlaPolicy, type SlaPolicyChanges, toColumns, toSlaPolicy } from './policy.ts'

export type UpdateSlaPolicyError = { code: 'sla_policy_not_found' } | { code: 'name_taken' } | UnknownPlace

/** Changes a policy. What was promised already stays so, until the ticket's priority, department or type changes. */
export const updateSlaPolicy = async (
  change: Change,
  id: string,
  given: SlaPolicyChanges,
): Promise<Result<SlaPolicy, UpdateSlaPolicyError>> => {
  await lockSettings(change)
  if (!(await findSlaPolicy(change, id))) return fail({ code: 'sla_policy_not_found' })
  if (given.name !== undefined && (await policyNameTaken(change, given.name, id))) return fail({ code: 'name_taken' })
  const unknown = given.appliesTo && (await unknownPlace(change, given.appliesTo))
  if (unknown) return fail(unknown)
  const row = await change.tx
    .updateTable('sla_policy')
    .set({ ...toColumns(given), updated_at: new Date() })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(SLA_POLICY)
    .executeTakeFirstOrThrow()
  const policy = toSlaPolicy(row)
  await recordEvent(change, { type: 'sla_policy.updated', data: { sla_policy: policy } })
  return ok(policy)
}
