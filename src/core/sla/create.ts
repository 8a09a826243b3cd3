import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { policyNameTaken, type UnknownPlace, unknownPlace } from './find.ts'
import { SLA_POLICY, type SlaPolicy, type SlaPolicyChanges, toColumns, toSlaPolicy } from './policy.ts'

/** Makes a policy, for tickets that are created, or come under it by a change, from now on. */
export const createSlaPolicy = async (
  change: Change,
  given: Required<SlaPolicyChanges> & { [Key in keyof SlaPolicyChanges]-?: Exclude<SlaPolicyChanges[Key], undefined> },
): Promise<Result<SlaPolicy, { code: 'name_taken' } | UnknownPlace>> => {
  await lockSettings(change)
  if (await policyNameTaken(change, given.name)) return fail({ code: 'name_taken' })
  const unknown = await unknownPlace(change, given.appliesTo)
  if (unknown) return fail(unknown)
  const row = await change.tx
    .insertInto('sla_policy')
    .values({
      desk_id: change.actor.deskId,
      id: change.lodge.store.nextId(),
      ...toColumns(given),
      name: given.name,
      targets: JSON.stringify(given.targets),
      clock: given.clock,
      ...(change.at ? { created_at: change.at, updated_at: change.at } : {}),
    })
    .returning(SLA_POLICY)
    .executeTakeFirstOrThrow()
  const policy = toSlaPolicy(row)
  await recordEvent(change, { type: 'sla_policy.created', data: { sla_policy: policy } })
  return ok(policy)
}
