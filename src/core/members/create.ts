import type { MemberRole } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { MemberId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'

export type NewMember = { email: string; name: string; role: MemberRole }

/** Makes somebody a member of a desk. `email` is normalised (contacts/email.ts); an address is one member. */
export const createMember = async (
  change: Change,
  given: NewMember,
): Promise<Result<{ id: MemberId } & NewMember, { code: 'email_taken' }>> => {
  const id = change.lodge.store.nextId() as MemberId // a new id becomes the member's here
  const made = await change.tx
    .insertInto('member')
    .values({ desk_id: change.actor.deskId, id, ...given })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) return fail({ code: 'email_taken' })
  const member = { id, ...given }
  await recordEvent(change, { type: 'member.created', data: { member } })
  return ok(member)
}
