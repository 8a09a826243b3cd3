import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'

/** A ticket's thread in a channel, and the event whose delivery `target` asks. */
export type ThreadKey = { deskId: DeskId; connectionId: string; channel: string; ticketId: string }

/**
 * What a delivery of a thread is to do: post the thread's first message, or go under it (`ts`), or wait for it; `soon`
 * says whether the one that posts it is at it, or to be so at once.
 */
export type Place = { do: 'first' } | { do: 'under'; ts: string } | { do: 'wait'; soon: boolean }

type Row = { ts: string | null; root_event_id: string; state: string | null; soon: boolean | null }

/**
 * Finds a delivery's place. Only one ever posts the first message: the one that was planned for it, and where that has
 * failed for good, whichever takes its part over first.
 */
export const placeInThread = async (
  lodge: Lodge,
  thread: ThreadKey,
  { eventId, target }: { eventId: string; target: string },
): Promise<Place> => {
  const key = [thread.deskId, thread.connectionId, thread.channel, thread.ticketId]
  const found = await lodge.store.pool.query<Row>(
    `select t.ts, t.root_event_id, d.state,
       d.state = 'sending' or (d.state = 'pending' and d.attempts = 0) as soon
     from slack_thread t
     left join delivery d on d.desk_id = t.desk_id and d.event_id = t.root_event_id and d.target = $5
     where t.desk_id = $1 and t.connection_id = $2 and t.channel = $3 and t.ticket_id = $4`,
    [...key, target],
  )
  const row = found.rows[0]
  if (!row) return { do: 'first' } // the connection was deleted meanwhile
  if (row.ts !== null) return { do: 'under', ts: row.ts }
  if (row.root_event_id === eventId) return { do: 'first' }
  if (row.state === 'pending' || row.state === 'sending') return { do: 'wait', soon: row.soon ?? false }
  const taken = await lodge.store.pool.query(
    `update slack_thread set root_event_id = $5
     where desk_id = $1 and connection_id = $2 and channel = $3 and ticket_id = $4 and ts is null
       and root_event_id = $6`,
    [...key, eventId, row.root_event_id],
  )
  return taken.rowCount === 1 ? { do: 'first' } : { do: 'wait', soon: true }
}

/** Notes a thread's first message. */
export const noteThread = async (lodge: Lodge, thread: ThreadKey, ts: string): Promise<void> => {
  await lodge.store.pool.query(
    `update slack_thread set ts = $5
     where desk_id = $1 and connection_id = $2 and channel = $3 and ticket_id = $4 and ts is null`,
    [thread.deskId, thread.connectionId, thread.channel, thread.ticketId, ts],
  )
}
