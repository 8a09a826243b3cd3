import type { BodyFormat } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type CannedReply, toCannedReply } from './canned-reply.ts'
import { memberOf } from './owner.ts'
import { toKeptBody } from './text.ts'

export type NewCannedReply = {
  title: string
  category: string
  subcategory: string
  format: BodyFormat
  body: string
  /** Id or name; null for all. */
  department: string | null
  /** False: the acting member's own. */
  shared: boolean
}

export type CannedReplyError = { code: 'department_not_found' } | { code: 'member_required' }

/** Makes a canned reply. `member_required`: only a credential that stands for a member makes one that is not shared. */
export const createCannedReply = async (
  change: Change,
  given: NewCannedReply,
): Promise<Result<CannedReply, CannedReplyError>> => {
  const { department: wanted, shared, ...texts } = given
  const department = wanted === null ? null : await findDepartment(change, wanted)
  if (department === undefined) return fail({ code: 'department_not_found' })
  const member = shared ? null : await memberOf(change)
  if (member === undefined) return fail({ code: 'member_required' })
  const columns = { ...texts, body: await toKeptBody(given.format, given.body) }
  const row = await change.tx
    .insertInto('canned_reply')
    .values({
      desk_id: change.actor.deskId,
      id: change.lodge.store.nextId(),
      ...columns,
      department_id: department?.id ?? null,
      member_id: member?.id ?? null,
    })
    .returning(['id', 'created_at', 'updated_at', 'department_id', 'member_id'])
    .executeTakeFirstOrThrow()
  const reply = toCannedReply({
    ...columns,
    ...row,
    department_name: department?.name ?? null,
    member_name: member?.name ?? null,
  })
  await recordEvent(change, { type: 'canned_reply.created', data: { canned_reply: reply } })
  return ok(reply)
}
