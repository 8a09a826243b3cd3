import type { Channel, LoggedEvent, NewDelivery } from '../../channels/channel.ts'
import { type Batch, batchValues, type Follower, IN_BATCH } from '../../core/events/follow.ts'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { DeliveryChannel } from '../../store/schema.ts'

/**
 * Turns events into deliveries, each once: their rows are written in the transaction that steps past the events, and
 * (desk, event, target) is unique. `planned` is called after that commit.
 */
export const planDeliveries = (lodge: Lodge, channels: Channel[], planned: () => void): Follower => ({
  name: 'deliveries',
  batch: 500,
  handle: async (batch) => {
    const events = await readBatch(batch, typesOf(channels))
    if (events.length === 0) return
    for (const channel of channels) {
      const wanted = events.filter(({ type }) => channel.types === 'all' || channel.types.includes(type))
      if (wanted.length === 0) continue
      const deliveries = await channel.plan({ client: batch.client, lodge, events: wanted })
      if (deliveries.length > 0) await insert(batch, lodge, channel.name, deliveries)
    }
  },
  after: planned,
})

/** The types that any channel plans for; null for all. */
const typesOf = (channels: Channel[]): string[] | null => {
  const types = new Set<string>()
  for (const channel of channels) {
    if (channel.types === 'all') return null
    for (const type of channel.types) types.add(type)
  }
  return [...types]
}

type Row = {
  desk_id: DeskId
  xid: string
  id: string
  type: string
  ticket_id: string | null
  actor_kind: string
  actor_id: string | null
  data: Record<string, unknown>
  created_at: Date
}

const readBatch = async (batch: Batch, types: string[] | null): Promise<LoggedEvent[]> => {
  const found = await batch.client.query<Row>(
    `select desk_id, xid, id, type, ticket_id, actor_kind, actor_id, data, created_at
     from event
     where ${IN_BATCH} and ($5::text[] is null or type = any ($5))
     order by xid, id`,
    [...batchValues(batch), types],
  )
  return found.rows.map((row) => ({
    deskId: row.desk_id,
    xid: row.xid,
    id: row.id,
    type: row.type,
    ticketId: row.ticket_id,
    actor: { kind: row.actor_kind, id: row.actor_id },
    data: row.data,
    createdAt: row.created_at,
  }))
}

const insert = async (
  { client }: Batch,
  lodge: Lodge,
  channel: DeliveryChannel,
  deliveries: NewDelivery[],
): Promise<void> => {
  const rows = deliveries.map(({ deskId, event, target, lane, laneName, data, dueAt }) => ({
    desk_id: deskId,
    id: lodge.store.nextId(),
    target,
    lane,
    lane_name: laneName,
    event_xid: event.xid,
    event_id: event.id,
    event_type: event.type,
    ticket_id: event.ticketId,
    data,
    due_at: dueAt ?? null,
  }))
  await client.query(
    `with given as materialized (
       select * from json_to_recordset($2) as g (
         desk_id bigint, id bigint, target text, lane text, lane_name text, event_xid xid8, event_id bigint,
         event_type text, ticket_id bigint, data json, due_at timestamptz
       )
     ), lanes as (
       insert into delivery_lane (desk_id, channel, lane, name)
       select distinct on (desk_id, lane) desk_id, $1::delivery_channel, lane, lane_name from given order by desk_id, lane
       on conflict (desk_id, channel, lane) do update set name = excluded.name where delivery_lane.name <> excluded.name
     )
     insert into delivery (
       desk_id, id, channel, target, lane, event_xid, event_id, event_type, ticket_id, data, due_at, created_at
     )
     select desk_id, id, $1::delivery_channel, target, lane, event_xid, event_id, event_type, ticket_id, data,
       coalesce(due_at, now()), now()
     from given
     on conflict (desk_id, event_id, target) do nothing`,
    [channel, JSON.stringify(rows)],
  )
}
