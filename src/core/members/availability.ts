import type { Availability } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { findMember } from './find.ts'
import { MEMBER, type Member, toMember } from './member.ts'

type State = { availability: Availability; awayReason: string | null }

/** `not_yours`: members say so of themselves, an administrator of everybody. */
export type SetAvailabilityError =
  | { code: 'member_not_found' }
  | { code: 'not_yours' }
  | { code: 'away_reason_not_allowed' }

/**
 * Says whether a member is there, and if not, which kind of break it is. Only who is online is given tickets by `auto`. What
 * is so already changes nothing.
 */
export const setAvailability = async (
  change: Change,
  id: string,
  { availability, awayReason }: State,
): Promise<Result<Member, SetAvailabilityError>> => {
  if (!looksLikeId(id)) return fail({ code: 'member_not_found' })
  if (awayReason !== null && availability !== 'away') return fail({ code: 'away_reason_not_allowed' })
  await lockSettings(change)
  const known = await findMember(change, id)
  if (!known) return fail({ code: 'member_not_found' })
  const { actor, tx } = change
  if (actor.memberId !== id && !actor.scopes.has('admin')) return fail({ code: 'not_yours' })
  if (known.availability === availability && known.away_reason === awayReason) return ok(toMember(known))
  await logAvailability(change, id, { availability, awayReason }, new Date())
  const row = await tx
    .updateTable('member')
    .set({ availability, away_reason: awayReason })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returning(MEMBER)
    .executeTakeFirstOrThrow()
  const member = toMember(row)
  const from = { availability: known.availability, away_reason: known.away_reason }
  await recordEvent(change, { type: 'member.availability_changed', data: { member, from } })
  return ok(member)
}

/** Ends what the log says of a member and begins anew. Call under lockSettings. */
export const logAvailability = async (
  { tx, lodge, actor }: Change,
  memberId: string,
  { availability, awayReason }: State,
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('member_availability')
    .set({ ended_at: at })
    .where('desk_id', '=', actor.deskId)
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .execute()
  await tx
    .insertInto('member_availability')
    .values({
      desk_id: actor.deskId,
      member_id: memberId,
      id: lodge.store.nextId(),
      availability,
      away_reason: awayReason,
      started_at: at,
      ended_at: null,
      actor_kind: actor.kind,
      actor_id: actor.memberId ?? actor.credentialId,
    })
    .execute()
}
