import type { Assignment } from '../../store/schema.ts'
import { findBusinessHours } from '../business-hours/find.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkSignature } from '../signatures/signature.ts'
import type { InvalidTemplate } from '../templates/check.ts'
import { DEPARTMENT, type Department, toDepartment } from './department.ts'
import { clearDefaultDepartment, departmentNameTaken } from './find.ts'
import { checkMailbox, type MailboxUnusable } from './mailbox.ts'

/** Makes a department. A name is one department's, whatever its case. */
export const createDepartment = async (
  change: Change,
  given: {
    name: string
    isDefault: boolean
    isPublic: boolean
    businessHoursId: string | null
    assignment: Assignment
    mailboxId: string | null
    signature: string | null
  },
): Promise<
  Result<Department, { code: 'name_taken' } | { code: 'business_hours_not_found' } | MailboxUnusable | InvalidTemplate>
> => {
  const checked = checkSignature(given.signature)
  if (!checked.ok) return checked
  await lockSettings(change)
  if (await departmentNameTaken(change, given.name)) return fail({ code: 'name_taken' })
  const hoursId = given.businessHoursId
  if (hoursId !== null && !(await findBusinessHours(change, hoursId))) return fail({ code: 'business_hours_not_found' })
  const mailbox = await checkMailbox(change, given.mailboxId)
  if (!mailbox.ok) return mailbox
  if (given.isDefault) await clearDefaultDepartment(change)
  const row = await change.tx
    .insertInto('department')
    .values({
      desk_id: change.actor.deskId,
      id: change.lodge.store.nextId(),
      name: given.name,
      is_default: given.isDefault,
      is_public: given.isPublic,
      business_hours_id: hoursId,
      assignment: given.assignment,
      mailbox_id: given.mailboxId,
      signature: given.signature,
    })
    .returning(DEPARTMENT)
    .executeTakeFirstOrThrow()
  const department = toDepartment(row)
  await recordEvent(change, { type: 'department.created', data: { department } })
  return ok(department)
}
