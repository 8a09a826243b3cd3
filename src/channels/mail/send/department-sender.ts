import type { Lodge } from '../../../core/lodge.ts'
import { canTakeReplies } from '../../../core/mail/reply-address.ts'
import type { Shared } from '../../../core/shared.ts'
import type { DueDelivery } from '../../channel.ts'
import { type MailData, TO_CUSTOMERS } from '../mail.ts'
import { snapshotOf } from '../snapshots.ts'

type Sender = { name: string; address: string }

/**
 * Whom a mail to a customer is from where the department of its ticket has a mailbox of its own; undefined for the desk.
 * One that is switched off takes no answers, nor does one whose address has become too long: nothing is sent from it.
 */
export const departmentSender = async (
  lodge: Lodge,
  shared: Shared,
  { deskId, event }: Pick<DueDelivery, 'deskId' | 'event'>,
  { kind }: MailData,
): Promise<Sender | undefined> => {
  const department = snapshotOf(event).ticket?.department.id
  if (department === undefined || !TO_CUSTOMERS.has(kind)) return undefined
  const { rows } = await shared(`mail-department/${deskId}/${department}`, () =>
    lodge.store.pool.query<Sender>(
      `select m.name, m.address
       from department d join mailbox m on m.desk_id = d.desk_id and m.id = d.mailbox_id
       where d.desk_id = $1 and d.id = $2 and m.enabled`,
      [deskId, department],
    ),
  )
  const [sender] = rows
  return sender && canTakeReplies(sender.address) ? sender : undefined
}
