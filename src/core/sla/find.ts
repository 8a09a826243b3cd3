import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { type AppliesTo, SLA_POLICY, type SlaPolicy, toSlaPolicy } from './policy.ts'

export const findSlaPolicy = async ({ tx, actor }: Change, id: string): Promise<SlaPolicy | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await tx
    .selectFrom('sla_policy')
    .select(SLA_POLICY)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row && toSlaPolicy(row)
}

/** Whether a policy other than `exceptId` has the name. Call under lockSettings. */
export const policyNameTaken = async ({ tx, actor }: Change, name: string, exceptId = '0'): Promise<boolean> => {
  const other = await tx
    .selectFrom('sla_policy')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .where('id', '<>', exceptId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirst()
  return other !== undefined
}

export type UnknownPlace = { code: 'department_not_found' | 'ticket_type_not_found'; id: string }

/** The first of the departments and types that the desk does not have in use. */
export const unknownPlace = async (
  { tx, actor }: Change,
  { departments, types }: AppliesTo,
): Promise<UnknownPlace | undefined> => {
  const found = await sql<UnknownPlace>`
    select 'department_not_found' as code, id::text as id from unnest(${departments ?? []}::bigint[]) as g (id)
    where not exists (
      select from department d where d.desk_id = ${actor.deskId} and d.id = g.id and d.deleted_at is null
    )
    union all
    select 'ticket_type_not_found', id::text from unnest(${types ?? []}::bigint[]) as g (id)
    where not exists (
      select from ticket_type y where y.desk_id = ${actor.deskId} and y.id = g.id and y.archived_at is null
    )`.execute(tx)
  return found.rows[0]
}
