import type { Change } from '../change.ts'
import type { DeskId, MemberId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'

/** What a member set up for themselves: language, theme, columns and so on. Nobody's business, so no event tells it. */
export const readPreferences = async (
  lodge: Lodge,
  deskId: DeskId,
  memberId: MemberId,
): Promise<Record<string, unknown>> => {
  const row = await lodge.store.db
    .selectFrom('member_preferences')
    .select('preferences')
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.preferences ?? {}
}

/** Replaces them. */
export const savePreferences = async (
  { tx, actor }: Change,
  memberId: MemberId,
  preferences: Record<string, unknown>,
): Promise<void> => {
  const text = JSON.stringify(preferences)
  await tx
    .insertInto('member_preferences')
    .values({ desk_id: actor.deskId, member_id: memberId, preferences: text })
    .onConflict((conflict) => conflict.columns(['desk_id', 'member_id']).doUpdateSet({ preferences: text }))
    .execute()
}
