import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { eventInReach } from '../events/reach.ts'
import type { EventRow } from '../events/show.ts'
import { type QueuedEvent, toQueuedEvent } from './queued-event.ts'

export type Take = {
  /** Of these types only; the others are passed over for good. */
  types: string[]
  /** Of this department's tickets, and what is of no ticket; null for all. */
  departmentId: string | null
  limit: number
  /** What is taken is out of the queue at once: an answer that gets lost is lost. */
  remove: boolean
  /** After so many seconds what was taken and not deleted comes again. */
  visibilitySeconds: number
}

/** An event that nobody deletes comes again for so long. */
const KEPT_DAYS = 3
/** How many events of the log one take goes through in search of those it wants. */
const SCAN = 5_000

/**
 * Takes the next events from the credential's queue, the oldest first: at least once each, until their receipts are
 * deleted. Those that were taken before and not deleted in time go before new ones. The queue begins with what happened
 * after the credential was made, three days ago at most. Taking is no event: it changes nothing that anybody sees.
 */
export const takeEvents = async (change: Change, credentialId: string, take: Take): Promise<QueuedEvent[]> => {
  const again = await takeAgain(change, credentialId, take)
  const fresh = again.length < take.limit ? await takeNew(change, credentialId, take, take.limit - again.length) : []
  return [...again, ...fresh].map(toQueuedEvent)
}

const takeAgain = async ({ tx, actor }: Change, credentialId: string, take: Take): Promise<EventRow[]> => {
  await lockQueue({ tx, actor }, credentialId, take.types)
  await sql`
    delete from event_lease
    where desk_id = ${actor.deskId} and credential_id = ${credentialId}
      and created_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(tx)
  const due = sql`
    select event_xid, event_id from event_lease
    where desk_id = ${actor.deskId} and credential_id = ${credentialId} and leased_until <= now()
    order by event_xid, event_id limit ${take.limit}`
  const step = take.remove
    ? sql`delete from event_lease l using due d`
    : sql`update event_lease l set leased_until = now() + make_interval(secs => ${take.visibilitySeconds}) from due d`
  const found = await sql<EventRow>`
    with due as (${due}), stepped as (
      ${step}
      where l.desk_id = ${actor.deskId} and l.credential_id = ${credentialId}
        and l.event_xid = d.event_xid and l.event_id = d.event_id
      returning l.event_xid, l.event_id
    )
    select e.xid::text, e.id::text, e.type, e.ticket_id::text, e.actor_kind, e.actor_id::text, e.data, e.created_at
    from stepped s
    join event e on e.desk_id = ${actor.deskId} and e.xid = s.event_xid and e.id = s.event_id
    where ${eventInReach(actor.departments, 'e')}
    order by e.xid, e.id`.execute(tx)
  return found.rows
}

/** One taker at a time. A new queue begins where the log had come to when its credential was made. */
const lockQueue = async (
  { tx, actor }: Pick<Change, 'tx' | 'actor'>,
  credentialId: string,
  types: string[],
): Promise<void> => {
  const known = await sql`
    select from event_queue where desk_id = ${actor.deskId} and credential_id = ${credentialId} for update`.execute(tx)
  if (known.rows.length > 0) return
  await sql`
    insert into event_queue (desk_id, credential_id, xid, id, types)
    select ${actor.deskId}, ${credentialId}, coalesce(min(e.xid), pg_snapshot_xmin(pg_current_snapshot())), 0,
      ${types}::text[]
    from event e
    join credential c on c.desk_id = e.desk_id and c.id = ${credentialId}
    where e.desk_id = ${actor.deskId}
      and e.created_at >= greatest(c.created_at, now() - make_interval(days => ${KEPT_DAYS}))
    on conflict do nothing`.execute(tx)
  await sql`
    select from event_queue where desk_id = ${actor.deskId} and credential_id = ${credentialId} for update`.execute(tx)
}

const takeNew = async ({ tx, actor }: Change, credentialId: string, take: Take, limit: number) => {
  const { types, departmentId, remove, visibilitySeconds } = take
  const found = await sql<EventRow>`
    with seen as materialized (
      select e.* from event e, event_queue q
      where q.desk_id = ${actor.deskId} and q.credential_id = ${credentialId}
        and e.desk_id = ${actor.deskId} and (e.xid, e.id) > (q.xid, q.id)
        and e.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.xid, e.id limit ${SCAN}
    ), wanted as materialized (
      select * from seen s
      where s.type = any(${types}::text[]) and ${eventInReach(actor.departments, 's')}
        and (${departmentId}::text is null or s.ticket_id is null
          or s.data->'ticket'->'department'->>'id' = ${departmentId})
        and s.data->'options'->>'quiet' is distinct from 'true'
        and not exists (select from ticket_quiet t where t.desk_id = s.desk_id and t.ticket_id = s.ticket_id)
      order by s.xid, s.id limit ${limit}
    ), reached as (
      -- A full page: up to its last. Else all that was looked through.
      select xid, id from (
        select xid, id from wanted where (select count(*) from wanted) = ${limit}
        union all
        select xid, id from seen where (select count(*) from wanted) < ${limit}
      ) ends order by xid desc, id desc limit 1
    ), stepped as (
      update event_queue q set xid = r.xid, id = r.id, types = ${types}::text[] from reached r
      where q.desk_id = ${actor.deskId} and q.credential_id = ${credentialId}
    ), leased as (
      insert into event_lease (desk_id, credential_id, event_xid, event_id, leased_until)
      select ${actor.deskId}, ${credentialId}, xid, id, now() + make_interval(secs => ${visibilitySeconds})
      from wanted where not ${remove}::boolean
    )
    select xid::text, id::text, type, ticket_id::text, actor_kind, actor_id::text, data, created_at
    from wanted order by xid, id`.execute(tx)
  return found.rows
}
