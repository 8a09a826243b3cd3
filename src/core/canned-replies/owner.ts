import type { Change } from '../change.ts'
import type { Named } from '../tickets/ticket.ts'

/** The member whose hand the actor is; undefined where it is nobody's. */
export const memberOf = async ({ tx, actor }: Change): Promise<Named | undefined> =>
  actor.memberId === null
    ? undefined
    : tx
        .selectFrom('member')
        .select(['id', 'name'])
        .where('desk_id', '=', actor.deskId)
        .where('id', '=', actor.memberId)
        .executeTakeFirst()
