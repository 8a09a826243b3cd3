import type { Availability, MemberAccess, MemberRole } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type AccessNotOfRole, seesAll } from './access.ts'
import { logAvailability } from './availability.ts'
import { externalRefTaken, findMember, isLastOwner } from './find.ts'
import { MEMBER, type Member, type MemberRow, toMember } from './member.ts'
import { mayManage } from './owners.ts'

/** What is absent stays. */
export type MemberChanges = {
  name?: string | undefined
  role?: MemberRole | undefined
  access?: MemberAccess | undefined
  availability?: Availability | undefined
  capacity?: number | null | undefined
  externalRef?: string | null | undefined
}

export type UpdateMemberError =
  | { code: 'member_not_found' }
  | { code: 'last_owner' }
  | { code: 'owners_only' }
  | { code: 'external_ref_taken' }
  | AccessNotOfRole

/**
 * Changes a member. A desk keeps an owner. Who comes to run the desk sees all of it from then on. What changes nothing writes
 * nothing.
 */
export const updateMember = async (
  change: Change,
  id: string,
  { externalRef, ...given }: MemberChanges,
): Promise<Result<Member, UpdateMemberError>> => {
  if (!looksLikeId(id)) return fail({ code: 'member_not_found' })
  await lockSettings(change)
  const known = await findMember(change, id)
  if (!known) return fail({ code: 'member_not_found' })
  if (!(await mayManage(change, known.role, given.role))) return fail({ code: 'owners_only' })
  if (given.role !== undefined && given.role !== 'owner' && (await isLastOwner(change, known))) {
    return fail({ code: 'last_owner' })
  }
  const runsDesk = seesAll(given.role ?? known.role)
  if (given.access === 'departments' && runsDesk) return fail({ code: 'access_not_of_role' })
  if (await externalRefTaken(change, externalRef, id)) return fail({ code: 'external_ref_taken' })
  const wanted = { ...given, external_ref: externalRef, ...(runsDesk ? { access: 'all' as const } : {}) }
  if (!differs(known, wanted)) return ok(toMember(known))
  const availability = given.availability
  if (availability !== undefined && availability !== known.availability) {
    await logAvailability(change, id, { availability, awayReason: null }, new Date())
  }
  const row = await change.tx
    .updateTable('member')
    .set({
      ...wanted,
      // The kind of break was that one's.
      ...(availability !== undefined && availability !== known.availability ? { away_reason: null } : {}),
    })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(MEMBER)
    .executeTakeFirstOrThrow()
  const member = toMember(row)
  await recordEvent(change, { type: 'member.updated', data: { member } })
  return ok(member)
}

const differs = (known: MemberRow, wanted: Partial<Record<keyof MemberRow, unknown>>): boolean =>
  Object.entries(wanted).some(([field, to]) => to !== undefined && to !== known[field as keyof MemberRow]) // its keys
