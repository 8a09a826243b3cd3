import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { liveDepartment } from '../departments/find.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { findMember } from '../members/find.ts'
import { MEMBER, type Member, toMember } from '../members/member.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'

type Place = { departmentId: string; memberId: string }
export type DepartmentMemberError = { code: 'department_not_found' } | { code: 'member_not_found' }

/** Puts a member in a department: `auto` gives its tickets to its members only. Who is in it already stays. */
export const addDepartmentMember = async (
  change: Change,
  place: Place,
): Promise<Result<Member, DepartmentMemberError>> => {
  const found = await find(change, place)
  if (!found.ok) return found
  const added = await change.tx
    .insertInto('department_member')
    .values({ desk_id: change.actor.deskId, department_id: place.departmentId, member_id: place.memberId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('member_id')
    .executeTakeFirst()
  if (added) await recordEvent(change, { type: 'department_member.added', data: found.value })
  return ok(found.value.member)
}

/** Takes a member out of a department, if they are in it; one without members is everybody's. */
export const removeDepartmentMember = async (
  change: Change,
  place: Place,
): Promise<Result<Member, DepartmentMemberError>> => {
  const found = await find(change, place)
  if (!found.ok) return found
  const removed = await change.tx
    .deleteFrom('department_member')
    .where('desk_id', '=', change.actor.deskId)
    .where('department_id', '=', place.departmentId)
    .where('member_id', '=', place.memberId)
    .returning('member_id')
    .executeTakeFirst()
  if (removed) await recordEvent(change, { type: 'department_member.removed', data: found.value })
  return ok(found.value.member)
}

const find = async (change: Change, { departmentId, memberId }: Place) => {
  await lockSettings(change)
  const department = await liveDepartment(change, departmentId)
  if (!department) return fail({ code: 'department_not_found' as const })
  const member = looksLikeId(memberId) ? await findMember(change, memberId) : undefined
  if (!member) return fail({ code: 'member_not_found' as const })
  return ok({ department: { id: department.id, name: department.name }, member: toMember(member) })
}

/** A department's members by name; disabled ones are not shown. */
export const listDepartmentMembers = async (
  lodge: Lodge,
  actor: Actor,
  departmentId: string,
  { limit, after }: Paging<[name: string, id: string]>,
): Promise<Result<Page<Member>, { code: 'department_not_found' }>> => {
  const { db } = lodge.store
  const department = looksLikeId(departmentId)
    ? await db
        .selectFrom('department')
        .select('id')
        .where('desk_id', '=', actor.deskId)
        .where('id', '=', departmentId)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
    : undefined
  if (!department) return fail({ code: 'department_not_found' })
  let query = db
    .selectFrom('member')
    .select(MEMBER)
    .select(sql<string>`lower(name)`.as('sort'))
    .where('desk_id', '=', actor.deskId)
    .where('disabled_at', 'is', null)
    .where('id', 'in', (members) =>
      members
        .selectFrom('department_member')
        .select('member_id')
        .where('desk_id', '=', actor.deskId)
        .where('department_id', '=', departmentId),
    )
    .orderBy('sort')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(lower(name), id) > (${after[0]}, ${after[1]})`)
  return ok(toPage(await query.execute(), limit, (row) => [row.sort, row.id], toMember))
}
