import { breathing } from '../breathing.ts'
import { hoursOfDepartments } from '../business-hours/of-departments.ts'
import { type Batch, batchValues, IN_BATCH } from '../events/follow.ts'
import { rescheduled } from './timer.ts'
import { TIMER_COLUMNS, type TimerRow, toTimer, writeTimers } from './timer-rows.ts'

/** Where business hours changed, or a department took others: what runs by them is due by the new ones. */
export const reschedule = async (batch: Batch): Promise<void> => {
  const { client } = batch
  const desks = await client.query<{ desk_id: string }>(
    `select distinct desk_id from event
     where ${IN_BATCH} and type in (
       'business_hours.created', 'business_hours.updated', 'business_hours.deleted', 'department.updated'
     )`,
    batchValues(batch),
  )
  if (desks.rows.length === 0) return
  const found = await client.query<TimerRow>(
    `select ${TIMER_COLUMNS} from ticket_sla s
     where s.desk_id = any ($1) and s.clock = 'business' and s.running_since is not null
     order by s.desk_id, s.ticket_id, s.kind for update`,
    [desks.rows.map(({ desk_id }) => desk_id)],
  )
  const places = found.rows.map((row) => ({ deskId: row.desk_id, departmentId: row.department_id }))
  const hoursOf = await hoursOfDepartments(client, places)
  const moved: Parameters<typeof writeTimers>[1] = []
  const breathe = breathing()
  for (const row of found.rows) {
    await breathe()
    const deskId = row.desk_id
    const timer = rescheduled(toTimer(row), (departmentId) => hoursOf({ deskId, departmentId }))
    moved.push({ ...timer, deskId, ticketId: row.ticket_id })
  }
  await writeTimers(client, moved)
}
