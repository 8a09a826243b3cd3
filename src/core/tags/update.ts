import { sqlState } from '../../store/errors.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { selectTags, type Tag, tagName, toTag } from './tag.ts'

/** What is absent stays. */
export type TagChanges = { name?: string | undefined; color?: string | null | undefined }

/** Renames or colours a tag. After `name_taken` the transaction is lost: undo it. */
export const updateTag = async (
  change: Change,
  id: string,
  given: TagChanges,
): Promise<Result<Tag, { code: 'tag_not_found' } | { code: 'name_taken' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'tag_not_found' })
  const known = await selectTags(tx, actor).where('t.id', '=', id).forUpdate('t').executeTakeFirst()
  if (!known) return fail({ code: 'tag_not_found' })
  const changed = {
    name: given.name === undefined ? known.name : tagName(given.name),
    color: given.color === undefined ? known.color : given.color,
  }
  try {
    await tx.updateTable('tag').set(changed).where('desk_id', '=', actor.deskId).where('id', '=', id).execute()
  } catch (error) {
    // Tickets make tags on first use, so only the index can tell.
    if (sqlState(error) === '23505') return fail({ code: 'name_taken' })
    throw error
  }
  const tag = toTag({ ...known, ...changed })
  await recordEvent(change, { type: 'tag.updated', data: { tag } })
  return ok(tag)
}
