import type { MemberAccess, MemberRole } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type AccessNotOfRole, seesAll } from './access.ts'
import { externalRefTaken, memberByEmail } from './find.ts'
import { MEMBER, type Member, toMember } from './member.ts'
import { mayManage } from './owners.ts'

export type NewMember = {
  email: string
  name: string
  role: MemberRole
  /** `all` where not said. */
  access?: MemberAccess | undefined
  externalRef?: string | null | undefined
}

/**
 * Makes somebody a member, the address normalised. Who was one before and was disabled is the same member again, without
 * the credentials of that time. Owners are made by owners (`owners_only`).
 */
export const createMember = async (
  change: Change,
  { externalRef = null, access = 'all', ...given }: NewMember,
): Promise<Result<Member, { code: 'email_taken' | 'external_ref_taken' | 'owners_only' } | AccessNotOfRole>> => {
  const { tx, lodge, actor } = change
  if (access === 'departments' && seesAll(given.role)) return fail({ code: 'access_not_of_role' })
  await lockSettings(change)
  if (!(await mayManage(change, given.role))) return fail({ code: 'owners_only' })
  const before = await memberByEmail(change, given.email)
  if (await externalRefTaken(change, externalRef, before)) return fail({ code: 'external_ref_taken' })
  const row = await tx
    .insertInto('member')
    .values({ desk_id: actor.deskId, id: lodge.store.nextId(), ...given, access, external_ref: externalRef })
    .onConflict((conflict) =>
      conflict
        .columns(['desk_id', 'email'])
        .doUpdateSet({
          name: given.name,
          role: given.role,
          access,
          availability: 'online',
          away_reason: null,
          external_ref: externalRef,
          disabled_at: null,
          // They come in by an invitation, as anybody who is new.
          former_user_id: null,
        })
        .where('member.disabled_at', 'is not', null),
    )
    .returning(MEMBER)
    .executeTakeFirst()
  if (!row) return fail({ code: 'email_taken' })
  const member = toMember(row)
  await recordEvent(change, { type: 'member.created', data: { member } })
  return ok(member)
}
