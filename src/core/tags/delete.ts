import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { selectTags, type Tag, toTag } from './tag.ts'

/** Removes a tag, from all tickets too, and says what it was. */
export const deleteTag = async (change: Change, id: string): Promise<Result<Tag, { code: 'tag_not_found' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'tag_not_found' })
  const known = await selectTags(tx, actor).where('t.id', '=', id).forUpdate('t').executeTakeFirst()
  if (!known) return fail({ code: 'tag_not_found' })
  await tx.deleteFrom('tag').where('desk_id', '=', actor.deskId).where('id', '=', id).execute()
  await tx.deleteFrom('ticket_tag').where('desk_id', '=', actor.deskId).where('tag_id', '=', id).execute()
  const tag = toTag(known)
  await recordEvent(change, { type: 'tag.deleted', data: { tag } })
  return ok(tag)
}
