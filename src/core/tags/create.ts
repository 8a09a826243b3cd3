import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Tag, tagName, toTag } from './tag.ts'

/** Makes a tag before any ticket has it. */
export const createTag = async (
  change: Change,
  given: { name: string; color: string | null },
): Promise<Result<Tag, { code: 'name_taken' }>> => {
  const row = await change.tx
    .insertInto('tag')
    .values({
      desk_id: change.actor.deskId,
      id: change.lodge.store.nextId(),
      name: tagName(given.name),
      color: given.color,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'name', 'color', 'created_at'])
    .executeTakeFirst()
  if (!row) return fail({ code: 'name_taken' })
  const tag = toTag({ ...row, tickets: 0 })
  await recordEvent(change, { type: 'tag.created', data: { tag } })
  return ok(tag)
}
