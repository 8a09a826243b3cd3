import type { Assignment } from '../../store/schema.ts'
import { findBusinessHours } from '../business-hours/find.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkSignature } from '../signatures/signature.ts'
import type { InvalidTemplate } from '../templates/check.ts'
import { DEPARTMENT, type Department, toDepartment } from './department.ts'
import { clearDefaultDepartment, departmentNameTaken, liveDepartment } from './find.ts'
import { checkMailbox, type MailboxUnusable } from './mailbox.ts'

/** What is absent stays. The default one stops being it when another becomes it. */
export type DepartmentChanges = {
  name?: string | undefined
  isDefault?: true | undefined
  isPublic?: boolean | undefined
  businessHoursId?: string | null | undefined
  assignment?: Assignment | undefined
  mailboxId?: string | null | undefined
  signature?: string | null | undefined
}

export type UpdateDepartmentError =
  | { code: 'department_not_found' }
  | { code: 'name_taken' }
  | { code: 'business_hours_not_found' }
  | MailboxUnusable
  | InvalidTemplate

export const updateDepartment = async (
  change: Change,
  id: string,
  given: DepartmentChanges,
): Promise<Result<Department, UpdateDepartmentError>> => {
  const checked = checkSignature(given.signature)
  if (!checked.ok) return checked
  await lockSettings(change)
  if (!(await liveDepartment(change, id))) return fail({ code: 'department_not_found' })
  if (given.name !== undefined && (await departmentNameTaken(change, given.name, id)))
    return fail({ code: 'name_taken' })
  const hoursId = given.businessHoursId
  if (hoursId && !(await findBusinessHours(change, hoursId))) return fail({ code: 'business_hours_not_found' })
  const mailbox = await checkMailbox(change, given.mailboxId)
  if (!mailbox.ok) return mailbox
  if (given.isDefault) await clearDefaultDepartment(change)
  const row = await change.tx
    .updateTable('department')
    .set({
      name: given.name,
      is_default: given.isDefault,
      is_public: given.isPublic,
      business_hours_id: hoursId,
      assignment: given.assignment,
      mailbox_id: given.mailboxId,
      signature: given.signature,
    })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(DEPARTMENT)
    .executeTakeFirstOrThrow()
  const department = toDepartment(row)
  await recordEvent(change, { type: 'department.updated', data: { department } })
  return ok(department)
}
