import type pg from 'pg'
import type { DeskId } from '../../core/ids.ts'
import type { SlackRoute } from '../../core/slack/route.ts'
import type { SlackConnectionKind } from '../../store/schema.ts'
import type { LoggedEvent } from '../channel.ts'

export type Connection = {
  deskId: DeskId
  id: string
  name: string
  kind: SlackConnectionKind
  enabled: boolean
  routes: SlackRoute[]
}
export type Thread = { deskId: string; connectionId: string; channel: string; ticketId: string }
/** A note that came from a thread: its event, and where from. */
type Echo = { eventId: string; connectionId: string; channel: string }

/** The connections of some desks, without their secrets. */
export const connectionsOf = async (client: pg.PoolClient, deskIds: DeskId[]): Promise<Connection[]> => {
  const found = await client.query<Connection>(
    `select desk_id as "deskId", id, name, kind, is_enabled as enabled, routes
     from slack_connection where desk_id = any ($1::bigint[]) order by desk_id, id`,
    [deskIds],
  )
  return found.rows
}

/** The threads that there are of the events' tickets, and which of the messages came from one. */
export const threadsOf = async (
  client: pg.PoolClient,
  events: LoggedEvent[],
): Promise<{ threads: Thread[]; echoes: Echo[] }> => {
  const ofTickets = events.filter(({ ticketId }) => ticketId !== null)
  const messages = events.flatMap(({ deskId, id, type, data }) => {
    const { message } = data as { message?: { id: string } } // a message.created has one
    return type === 'message.created' && message ? [{ deskId, eventId: id, messageId: message.id }] : []
  })
  if (ofTickets.length === 0) return { threads: [], echoes: [] }
  const threads = await client.query<Thread>(
    `select distinct t.desk_id as "deskId", t.connection_id as "connectionId", t.channel, t.ticket_id as "ticketId"
     from unnest($1::bigint[], $2::bigint[]) as e (desk_id, ticket_id)
     join slack_thread t on t.desk_id = e.desk_id and t.ticket_id = e.ticket_id`,
    [ofTickets.map(({ deskId }) => deskId), ofTickets.map(({ ticketId }) => ticketId)],
  )
  if (messages.length === 0 || threads.rows.length === 0) return { threads: threads.rows, echoes: [] }
  const echoes = await client.query<Echo>(
    `select e.event_id as "eventId", r.connection_id as "connectionId", r.channel
     from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as e (desk_id, event_id, message_id)
     join slack_receipt r on r.desk_id = e.desk_id and r.message_id = e.message_id`,
    [
      messages.map(({ deskId }) => deskId),
      messages.map(({ eventId }) => eventId),
      messages.map(({ messageId }) => messageId),
    ],
  )
  return { threads: threads.rows, echoes: echoes.rows }
}

/** Makes threads without a message yet; the delivery of `rootEventId` posts it. */
export const makeThreads = async (
  client: pg.PoolClient,
  threads: (Thread & { rootEventId: string })[],
): Promise<void> => {
  if (threads.length === 0) return
  await client.query(
    `insert into slack_thread (desk_id, connection_id, channel, ticket_id, root_event_id)
     select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[])
     on conflict do nothing`,
    [
      threads.map(({ deskId }) => deskId),
      threads.map(({ connectionId }) => connectionId),
      threads.map(({ channel }) => channel),
      threads.map(({ ticketId }) => ticketId),
      threads.map(({ rootEventId }) => rootEventId),
    ],
  )
}
