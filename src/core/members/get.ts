import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { MEMBER, type Member, toMember } from './member.ts'

/** A member of the actor's desk, a disabled one too; undefined where there is none. */
export const getMember = async (lodge: Lodge, actor: Actor, id: string): Promise<Member | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await lodge.store.db
    .selectFrom('member')
    .select(MEMBER)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toMember(row)
}
