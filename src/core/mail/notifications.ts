import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { findMember } from '../members/find.ts'
import { fail, ok, type Result } from '../result.ts'

/** What a member gets mail about. Never what they did themselves. */
export type Notifications = {
  /** A ticket has arrived; while they are online. */
  new_ticket: boolean
  /** A ticket was given to them. */
  assignment: boolean
  /** A customer wrote in a ticket of theirs. */
  reply: boolean
  /** A customer wrote in a ticket of nobody's; while they are online. */
  unassigned_reply: boolean
  /** Somebody named them in a note. */
  mention: boolean
}

export const NOTIFICATIONS = ['new_ticket', 'assignment', 'reply', 'unassigned_reply', 'mention'] as const

export const ALL_ON: Notifications = {
  new_ticket: true,
  assignment: true,
  reply: true,
  unassigned_reply: true,
  mention: true,
}

type NotFound = { code: 'member_not_found' }

export const getNotifications = async (
  lodge: Lodge,
  actor: Actor,
  memberId: string,
): Promise<Result<Notifications, NotFound>> => {
  if (!looksLikeId(memberId)) return fail({ code: 'member_not_found' })
  const row = await lodge.store.db
    .selectFrom('member as m')
    .leftJoin('member_notification as n', (join) =>
      join.onRef('n.desk_id', '=', 'm.desk_id').onRef('n.member_id', '=', 'm.id'),
    )
    .select(NOTIFICATIONS.map((name) => `n.${name}` as const))
    .where('m.desk_id', '=', actor.deskId)
    .where('m.id', '=', memberId)
    .where('m.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return fail({ code: 'member_not_found' })
  const { new_ticket, assignment, reply, unassigned_reply, mention } = row
  if (new_ticket === null || assignment === null || reply === null || unassigned_reply === null || mention === null) {
    return ok(ALL_ON)
  }
  return ok({ new_ticket, assignment, reply, unassigned_reply, mention })
}

/** Sets what is given; what is absent stays. */
export const setNotifications = async (
  change: Change,
  memberId: string,
  given: Partial<Notifications>,
): Promise<Result<Notifications, NotFound>> => {
  const { tx, actor } = change
  const member = looksLikeId(memberId) ? await findMember(change, memberId) : undefined
  if (!member) return fail({ code: 'member_not_found' })
  const row = await tx
    .insertInto('member_notification')
    .values({ desk_id: actor.deskId, member_id: member.id, ...ALL_ON, ...given })
    .onConflict((conflict) =>
      conflict.columns(['desk_id', 'member_id']).doUpdateSet({ member_id: member.id, ...given }),
    )
    .returning(NOTIFICATIONS)
    .executeTakeFirstOrThrow()
  await recordEvent(change, {
    type: 'member.notifications_updated',
    data: { member: { id: member.id, name: member.name }, notifications: row },
  })
  return ok(row)
}
