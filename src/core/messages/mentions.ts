import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'

export type MemberNotFound = { code: 'member_not_found'; id: string }

/** Whether all that a note names are members of the desk; each of them once. */
export const checkMentions = async (
  { tx, actor }: Change,
  ids: string[],
): Promise<Result<string[], MemberNotFound>> => {
  if (ids.length === 0) return ok([])
  const rows = await tx
    .selectFrom('member')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('id', 'in', ids.filter(looksLikeId).concat('0'))
    .where('disabled_at', 'is', null)
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  const id = ids.find((one) => !known.has(one))
  return id === undefined ? ok([...new Set(ids)]) : fail({ code: 'member_not_found', id })
}
