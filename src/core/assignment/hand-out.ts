import { systemActor } from '../actor.ts'
import type { Change } from '../change.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { updateTicket } from '../tickets/update.ts'
import { lockTicket } from '../tickets/write.ts'

/** Departments and tickets looked at in one query. */
const STEP = 100

/**
 * Gives the open tickets that nobody has, in departments that assign by themselves, to their members: the urgent first,
 * then the oldest. Each is a change of its own, so that a crash loses none and gives none twice. A department in which
 * nobody is there to take one is left for the next time.
 */
export const handOut = async (lodge: Lodge, deskId: DeskId): Promise<void> => {
  const full: string[] = []
  for (;;) {
    const waiting = await lodge.store.pool.query<{ id: string; department_id: string }>(
      `select t.id, t.department_id from ticket t
       join department d on d.desk_id = t.desk_id and d.id = t.department_id and d.assignment <> 'manual'
       where t.desk_id = $1 and t.status = 'open' and t.is_unassigned and t.department_id <> all ($2::bigint[])
       order by t.priority desc, t.id limit $3`,
      [deskId, full, STEP],
    )
    if (waiting.rows.length === 0) return
    for (const { id, department_id } of waiting.rows) {
      if (full.includes(department_id)) continue
      const given = await lodge.store.db
        .transaction()
        .execute((tx) => assignWaiting({ tx, lodge, actor: systemActor(deskId, 'Assignment') }, id, department_id))
      lodge.nudge()
      if (given === 'nobody') full.push(department_id)
    }
  }
}

/** `nobody` where the ticket waits and there is no member for it. */
const assignWaiting = async (change: Change, ticketId: string, departmentId: string): Promise<'done' | 'nobody'> => {
  // It may have been taken, or moved, since it was looked for.
  const ticket = await lockTicket(change, ticketId)
  if (!ticket || ticket.assignee || ticket.status !== 'open' || ticket.department.id !== departmentId) return 'done'
  const updated = await updateTicket(change, ticket.id, { assignee: 'auto' })
  return updated.ok && updated.value.assignee !== null ? 'done' : 'nobody'
}
