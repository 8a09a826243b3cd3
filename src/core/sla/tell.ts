import type pg from 'pg'
import type { Lodge } from '../lodge.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { type Timer, toSlaTimer } from './timer.ts'

export type Told = {
  deskId: string
  type: 'sla.warning' | 'sla.breached' | 'sla.met'
  ticket: TicketSnapshot
  timer: Timer
}

/** Writes events of timers, in the caller's transaction, which is theirs too: each is told once, with what it says. */
export const tell = async (client: pg.ClientBase, lodge: Lodge, told: Told[]): Promise<void> => {
  if (told.length === 0) return
  // Followers commit without waiting for the disk, since a lost batch is handled again. Whoever read one of these events
  // meanwhile would get it again under another id.
  await client.query('set local synchronous_commit = on')
  await client.query(
    `insert into event (desk_id, id, type, ticket_id, actor_kind, actor_id, data, created_at)
     select desk_id, id, type, ticket_id, 'system', null, data::json, $6
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[])
       as e (desk_id, id, type, ticket_id, data)`,
    [
      told.map(({ deskId }) => deskId),
      told.map(() => lodge.store.nextId()),
      told.map(({ type }) => type),
      told.map(({ ticket }) => ticket.id),
      told.map(({ ticket, timer }) => JSON.stringify({ ticket, timer: toSlaTimer(timer) })),
      new Date(),
    ],
  )
}
