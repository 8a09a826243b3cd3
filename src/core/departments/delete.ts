import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { moveAllTickets } from '../tickets/move-all.ts'
import { DEPARTMENT, type Department, type DepartmentRow, toDepartment } from './department.ts'
import { findDepartment, liveDepartment } from './find.ts'

export type DeleteDepartmentError =
  | { code: 'department_not_found' }
  | { code: 'department_is_default' }
  | { code: 'move_to_not_found' }

/**
 * Takes a department out of use. Its tickets, and the credentials, hooks and mailboxes that file into it, move to another
 * one: `moveTo` (id or name), else the default. Its row stays, for what named it in the past.
 */
export const deleteDepartment = async (
  change: Change,
  id: string,
  moveTo: string | null,
): Promise<Result<Department, DeleteDepartmentError>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const known = await liveDepartment(change, id)
  if (!known) return fail({ code: 'department_not_found' })
  if (known.is_default) return fail({ code: 'department_is_default' })
  const target = moveTo === null ? await defaultDepartment(change) : await findDepartment(change, moveTo)
  if (!target || target.id === known.id) return fail({ code: 'move_to_not_found' })

  const deletedAt = new Date()
  await tx
    .updateTable('department')
    .set({ deleted_at: deletedAt })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', known.id)
    .execute()
  const tickets = await moveAllTickets(change, 'department_id', known.id, target.id)
  await tx
    .updateTable('credential')
    .set({ department_id: target.id })
    .where('desk_id', '=', actor.deskId)
    .where('department_id', '=', known.id)
    .execute()
  await tx
    .updateTable('hook')
    .set({ department_id: target.id })
    .where('desk_id', '=', actor.deskId)
    .where('department_id', '=', known.id)
    .execute()
  await tx
    .updateTable('mailbox')
    .set({ department_id: target.id })
    .where('desk_id', '=', actor.deskId)
    .where('department_id', '=', known.id)
    .execute()
  const department = toDepartment({ ...known, deleted_at: deletedAt })
  const data = { department, moved_to: { id: target.id, name: target.name }, tickets }
  await recordEvent(change, { type: 'department.deleted', data })
  return ok(department)
}

const defaultDepartment = ({ tx, actor }: Change): Promise<DepartmentRow | undefined> =>
  tx
    .selectFrom('department')
    .select(DEPARTMENT)
    .where('desk_id', '=', actor.deskId)
    .where('is_default', '=', true)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
