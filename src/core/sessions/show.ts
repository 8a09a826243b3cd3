import type { Actor } from '../actor.ts'
import type { DeskId, MemberId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { getMember } from '../members/get.ts'
import type { Member } from '../members/member.ts'
import { readPreferences } from './preferences.ts'
import { membershipOf, type Session } from './session.ts'

/** Who is signed in, as they see themselves. */
export type ShownSession = {
  member: Member
  desk: { id: string; slug: string; name: string }
  desks: { slug: string; name: string }[]
  scopes: string[]
  departments: string[] | null
  two_factor: boolean
  set_up: boolean
  /** What stands below their answers, as they wrote it; null for their department's. */
  signature: string | null
  preferences: Record<string, unknown>
}

/** Undefined where they are a member no more. */
export const showSession = async (lodge: Lodge, actor: Actor, session: Session): Promise<ShownSession | undefined> => {
  const membership = membershipOf(session, actor.deskId)
  if (!membership) return undefined
  const { member_id: memberId, desk_id: deskId } = membership
  const [member, own, preferences, proof] = await Promise.all([
    getMember(lodge, actor, memberId),
    readSignature(lodge, deskId, memberId),
    readPreferences(lodge, deskId, memberId),
    lodge.store.db.selectFrom('auth_account').select('id').where('user_id', '=', session.userId).executeTakeFirst(),
  ])
  if (!member) return undefined
  return {
    member,
    desk: { id: deskId, slug: membership.slug, name: membership.desk_name },
    desks: session.memberships.map(({ slug, desk_name }) => ({ slug, name: desk_name })),
    scopes: [...actor.scopes],
    departments: actor.departments && [...actor.departments],
    two_factor: session.hasTwoFactor,
    set_up: proof !== undefined,
    signature: own?.signature ?? null,
    preferences,
  }
}

const readSignature = ({ store }: Lodge, deskId: DeskId, memberId: MemberId) =>
  store.db
    .selectFrom('member')
    .select('signature')
    .where('desk_id', '=', deskId)
    .where('id', '=', memberId)
    .executeTakeFirst()
