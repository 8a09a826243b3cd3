import { handOut } from '../core/assignment/hand-out.ts'
import { batchValues, IN_BATCH } from '../core/events/follow.ts'
import type { DeskId } from '../core/ids.ts'
import { tickSla } from '../core/sla/tick.ts'
import { wakeTickets } from '../core/tickets/wake.ts'
import { task } from './task.ts'

const EVERY_MINUTE = '* * * * *'

export const wakeSnoozed = task({ schedule: EVERY_MINUTE, run: wakeTickets })
export const tickTimers = task({ schedule: EVERY_MINUTE, run: tickSla })

/** What may leave a ticket without an assignee, or somebody free to take one. */
const HANDS_OUT = [
  'ticket.created',
  'ticket.updated',
  'message.created',
  'member.created',
  'member.updated',
  'member.disabled',
  'department.created',
  'department.updated',
  'department.deleted',
  'department_member.added',
  'department_member.removed',
]

/** Gives waiting tickets to members, on desks with a department that does so. Running it twice gives nothing twice. */
export const assignWaiting = task<{ desk_id: DeskId }>({
  from: async (batch) => {
    const found = await batch.client.query<{ desk_id: DeskId }>(
      `select distinct desk_id from event
       where ${IN_BATCH} and type = any ($5) and exists (
         select from department d
         where d.desk_id = event.desk_id and d.assignment <> 'manual' and d.deleted_at is null
       )`,
      [...batchValues(batch), HANDS_OUT],
    )
    return found.rows
  },
  run: (lodge, { desk_id }) => handOut(lodge, desk_id),
  key: ({ desk_id }) => desk_id,
})
