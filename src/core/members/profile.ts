import type { MemberKind } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { Lodge } from '../lodge.ts'
import type { Member } from './member.ts'

/** What of a member only their colleagues see; `name` is what customers see. */
export type Profile = {
  full_name: string | null
  job_title: string | null
  /** A person, or a program that works under this name. */
  kind: MemberKind
}

const PROFILE = ['full_name', 'job_title', 'kind'] as const
const NONE: Profile = { full_name: null, job_title: null, kind: 'agent' }

/** What is absent stays. */
export type ProfileChanges = {
  fullName?: string | undefined
  jobTitle?: string | undefined
  kind?: MemberKind | undefined
}

/** Changes the profile of a member who is there: event `member.profile_updated`. */
export const updateProfile = async (
  change: Change,
  { id, name }: Pick<Member, 'id' | 'name'>,
  { fullName, jobTitle, kind }: ProfileChanges,
): Promise<Profile> => {
  const { tx, actor } = change
  const given = { full_name: fullName, job_title: jobTitle, kind }
  const profile = await tx
    .insertInto('member_profile')
    .values({ desk_id: actor.deskId, member_id: id, ...given })
    .onConflict((conflict) => conflict.columns(['desk_id', 'member_id']).doUpdateSet(given))
    .returning(PROFILE)
    .executeTakeFirstOrThrow()
  await recordEvent(change, { type: 'member.profile_updated', data: { member: { id, name }, profile } })
  return profile
}

/** The profiles of a desk's members, by id. */
export const readProfiles = async (lodge: Lodge, actor: Actor): Promise<(memberId: string) => Profile> => {
  const rows = await lodge.store.db
    .selectFrom('member_profile')
    .select(['member_id', ...PROFILE])
    .where('desk_id', '=', actor.deskId)
    .execute()
  const profiles = new Map(rows.map(({ member_id, ...profile }) => [member_id, profile]))
  return (memberId) => profiles.get(memberId) ?? NONE
}
