import type { MemberRole } from '../../store/schema.ts'
import type { Change } from '../change.ts'

/**
 * Whether an actor may make, change and remove owners: an owner, the operator, and a token that stands for nobody, which
 * only such as these hand out (issueCredential).
 */
export const actsAsOwner = async ({ tx, actor }: Change): Promise<boolean> => {
  if (actor.memberId === null) return actor.scopes.has('admin')
  const row = await tx
    .selectFrom('member')
    .select('role')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', actor.memberId)
    .executeTakeFirst()
  return row?.role === 'owner'
}

/** Whether an actor may give somebody a role, or change who has it. */
export const mayManage = async (change: Change, ...roles: (MemberRole | undefined)[]): Promise<boolean> =>
  !roles.includes('owner') || actsAsOwner(change)
