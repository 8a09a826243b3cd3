import { systemActor } from '../actor.ts'
import type { Change } from '../change.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { updateTicket } from './update.ts'
import { lockTicket } from './write.ts'

const STEP = 500

type Asleep = { desk_id: DeskId; id: string }

/**
 * Opens the snoozed tickets, of all desks, whose time has come. Each is a change of its own, made once: whoever comes
 * second finds it open, or snoozed again.
 */
export const wakeTickets = async (lodge: Lodge): Promise<void> => {
  let after: Asleep = { desk_id: '0' as DeskId, id: '0' } // before every desk
  for (;;) {
    const due = await lodge.store.pool.query<Asleep>(
      `select t.desk_id, t.id from desk d
       join ticket t on t.desk_id = d.desk_id and t.status = 'snoozed' and t.snoozed_until <= now()
       where (t.desk_id, t.id) > ($1, $2)
       order by t.desk_id, t.id limit $3`,
      [after.desk_id, after.id, STEP],
    )
    for (const { desk_id, id } of due.rows) {
      await lodge.store.db
        .transaction()
        .execute((tx) => wake({ tx, lodge, actor: systemActor(desk_id, 'End of snooze') }, id))
      lodge.nudge()
    }
    const last = due.rows.at(-1)
    if (!last || due.rows.length < STEP) return
    after = last
  }
}

const wake = async (change: Change, ticketId: string): Promise<void> => {
  const ticket = await lockTicket(change, ticketId)
  if (ticket?.status !== 'snoozed' || ticket.snoozed_until === null) return
  if (Date.parse(ticket.snoozed_until) > Date.now()) return
  await updateTicket(change, ticket.id, { status: 'open' })
}
