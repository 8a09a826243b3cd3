import type { MemberRole } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { MEMBER, type Member, toMember } from './member.ts'

/**
 * Makes somebody a member, the address normalised. Who was one before and was disabled is the same member again, without
 * the credentials of that time.
 */
export const createMember = async (
  change: Change,
  given: { email: string; name: string; role: MemberRole },
): Promise<Result<Member, { code: 'email_taken' }>> => {
  const { tx, lodge, actor } = change
  await lockSettings(change)
  const row = await tx
    .insertInto('member')
    .values({ desk_id: actor.deskId, id: lodge.store.nextId(), ...given })
    .onConflict((conflict) =>
      conflict
        .columns(['desk_id', 'email'])
        .doUpdateSet({ name: given.name, role: given.role, availability: 'online', disabled_at: null })
        .where('member.disabled_at', 'is not', null),
    )
    .returning(MEMBER)
    .executeTakeFirst()
  if (!row) return fail({ code: 'email_taken' })
  const member = toMember(row)
  await recordEvent(change, { type: 'member.created', data: { member } })
  return ok(member)
}
