import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type CannedReply, toCannedReply } from './canned-reply.ts'
import type { CannedReplyError, NewCannedReply } from './create.ts'
import { lockCannedReply } from './find.ts'
import { memberOf } from './owner.ts'
import { toKeptBody } from './text.ts'

/** What is absent stays. `shared` false makes it the acting member's own. */
export type CannedReplyChanges = { [Key in keyof NewCannedReply]?: NewCannedReply[Key] | undefined }

export type UpdateCannedReplyError = { code: 'canned_reply_not_found' } | CannedReplyError

/** Changes a canned reply. One that is another member's own is not found. */
export const updateCannedReply = async (
  change: Change,
  id: string,
  given: CannedReplyChanges,
): Promise<Result<CannedReply, UpdateCannedReplyError>> => {
  const known = await lockCannedReply(change, id)
  if (!known) return fail({ code: 'canned_reply_not_found' })
  const department = given.department ? await findDepartment(change, given.department) : null
  if (department === undefined) return fail({ code: 'department_not_found' })
  const member = given.shared === false ? await memberOf(change) : null
  if (member === undefined) return fail({ code: 'member_required' })

  const format = given.format ?? known.format
  const row = {
    ...known,
    title: given.title ?? known.title,
    category: given.category ?? known.category,
    subcategory: given.subcategory ?? known.subcategory,
    format,
    // Another format reads the same words otherwise: what was text may be no safe html.
    body: await toKeptBody(format, given.body ?? known.body),
    ...(given.department === undefined
      ? {}
      : { department_id: department?.id ?? null, department_name: department?.name ?? null }),
    ...(given.shared === undefined ? {} : { member_id: member?.id ?? null, member_name: member?.name ?? null }),
    updated_at: new Date(),
  }
  const { title, category, subcategory, body, department_id, member_id, updated_at } = row
  await change.tx
    .updateTable('canned_reply')
    .set({ title, category, subcategory, format, body, department_id, member_id, updated_at })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .execute()
  const reply = toCannedReply(row)
  await recordEvent(change, { type: 'canned_reply.updated', data: { canned_reply: reply } })
  return ok(reply)
}
