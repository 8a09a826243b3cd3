import type { DueDelivery } from '../../channels/channel.ts'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { DeliveryChannel } from '../../store/schema.ts'

/** A delivery that this process sends now. `tries` counts this attempt too. */
export type Claim = DueDelivery & { channel: DeliveryChannel; tries: number }

/** Of a lane that works, so many go out at once; of one that fails, a single one finds out whether it works again. */
const PER_LANE = 16

/** How long a sender may keep silent before it is taken for dead, and how often it speaks. */
const LEASE_S = 30
export const HEARTBEAT_MS = 10_000

/** How many deliveries of a lane this process is sending. */
export type Busy = { deskId: string; channel: DeliveryChannel; lane: string; count: number }

type Row = {
  desk_id: DeskId
  id: string
  channel: DeliveryChannel
  target: string
  lane: string
  data: Record<string, unknown>
  attempts: number
  tries: number
  uncertain: boolean
  created_at: Date
  xid: string
  event_id: string
  type: string
  ticket_id: string | null
  actor_kind: string
  actor_id: string | null
  event_data: Record<string, unknown>
  event_at: Date
}

/**
 * Takes up to `limit` deliveries that are due, so that no other process sends them. A lane that is slow or dead holds at
 * most its own share; lanes that work come first.
 */
export const claimDue = async (
  lodge: Lodge,
  channels: DeliveryChannel[],
  limit: number,
  busy: Busy[],
): Promise<Claim[]> => {
  const found = await lodge.store.pool.query<Row>({
    name: 'delivery_claim',
    text: `
      with busy as materialized (
        select * from unnest($1::bigint[], $2::delivery_channel[], $3::text[], $4::integer[])
          as b (desk_id, channel, lane, count)
      ), due as materialized (
        select d.desk_id, d.id
        from delivery_lane l
        left join busy b using (desk_id, channel, lane)
        cross join lateral (
          select desk_id, id from delivery d
          where d.desk_id = l.desk_id and d.channel = l.channel and d.lane = l.lane
            and d.state = 'pending' and d.due_at <= now()
          order by d.due_at
          limit greatest(case when l.failing_since is null then ${PER_LANE} else 1 end - coalesce(b.count, 0), 0)
          for update of d skip locked
        ) d
        where l.paused_at is null and (l.resting_until is null or l.resting_until <= now())
          and l.channel = any ($5::delivery_channel[])
        order by l.failing_since nulls first
        limit $6
      ), claimed as (
        update delivery d
        set state = 'sending', due_at = now() + interval '${LEASE_S} seconds', handed_over = false,
          attempts = d.attempts + 1, tries = d.tries + 1
        from due where d.desk_id = due.desk_id and d.id = due.id
        returning d.*
      )
      select c.desk_id, c.id, c.channel, c.target, c.lane, c.data, c.attempts, c.tries, c.uncertain, c.created_at,
        e.xid, e.id as event_id, e.type, e.ticket_id, e.actor_kind, e.actor_id, e.data as event_data,
        e.created_at as event_at
      from claimed c
      join event e on e.desk_id = c.desk_id and e.xid = c.event_xid and e.id = c.event_id`,
    values: [
      busy.map(({ deskId }) => deskId),
      busy.map(({ channel }) => channel),
      busy.map(({ lane }) => lane),
      busy.map(({ count }) => count),
      channels,
      limit,
    ],
  })
  return found.rows.map(toClaim)
}

const toClaim = (row: Row): Claim => ({
  deskId: row.desk_id,
  id: row.id,
  channel: row.channel,
  target: row.target,
  lane: row.lane,
  data: row.data,
  attempt: row.attempts,
  tries: row.tries,
  uncertain: row.uncertain,
  createdAt: row.created_at,
  event: {
    deskId: row.desk_id,
    xid: row.xid,
    id: row.event_id,
    type: row.type,
    ticketId: row.ticket_id,
    actor: { kind: row.actor_kind, id: row.actor_id },
    data: row.event_data,
    createdAt: row.event_at,
  },
})

export const keysOf = (claims: Claim[]) => [
  claims.map(({ deskId }) => deskId),
  claims.map(({ id }) => id),
  claims.map(({ attempt }) => attempt),
]

/** Says that these are still being sent. */
export const keepClaims = async (lodge: Lodge, claims: Claim[]): Promise<void> => {
  await lodge.store.pool.query(
    `update delivery d set due_at = now() + interval '${LEASE_S} seconds'
     from unnest($1::bigint[], $2::bigint[], $3::integer[]) as c (desk_id, id, attempt)
     where d.desk_id = c.desk_id and d.id = c.id and d.state = 'sending' and d.attempts = c.attempt`,
    keysOf(claims),
  )
}

/** Takes back what a dead process was sending: at once where its receiver cannot have it, else marked as uncertain. */
export const takeBackLost = async (lodge: Lodge): Promise<number> => {
  const lost = await lodge.store.pool.query(
    `update delivery
     set state = 'pending', due_at = now(), uncertain = uncertain or handed_over, handed_over = false,
       tries = greatest(tries - 1, 0)
     where state = 'sending' and due_at < now()`,
  )
  return lost.rowCount ?? 0
}
