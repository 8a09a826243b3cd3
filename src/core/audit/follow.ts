import type pg from 'pg'
import { batchValues, type Follower, IN_BATCH } from '../events/follow.ts'
import { ASKED_NOUNS, ASKED_TYPES, auditedData } from './audited.ts'
import { BEFORE_ALL, type ChainRow, digestOf } from './chain.ts'

type Found = Omit<ChainRow, 'seq'>
type Head = { seq: string; hash: Buffer }

/** Writes the audit log from the event log, in its order: each desk's rows are a chain of their own. */
export const auditFollower: Follower = {
  name: 'audit',
  batch: 2_000,
  gatherMs: 250,
  handle: async (batch) => {
    const { rows } = await batch.client.query<Found>(FOUND, [...batchValues(batch), ASKED_NOUNS, ASKED_TYPES])
    const audited = rows.flatMap((row) => {
      const data = auditedData(row.type, row.data)
      return data === undefined ? [] : [{ ...row, data }]
    })
    if (audited.length === 0) return
    // Followers commit without waiting for the disk, as a lost batch is handled again. Whoever has noted a digest by then
    // must find it again.
    await batch.client.query('set local synchronous_commit = on')
    for (const [deskId, own] of Map.groupBy(audited, (row) => row.desk_id)) await append(batch.client, deskId, own)
  },
}

/** By whose hand: a rule's, a member's or a credential's, as it was called when this was written. */
const FOUND = `
  select e.desk_id::text, e.id::text as event_id, e.type, e.actor_kind, e.actor_id::text, e.data::text, e.created_at,
    coalesce(
      (select m.name from member m where m.desk_id = e.desk_id and m.id = e.actor_id),
      (select c.name from credential c where c.desk_id = e.desk_id and c.id = e.actor_id),
      (select r.name from rule r where r.desk_id = e.desk_id and r.id = e.actor_id)
    ) as actor_name
  from event e
  where ${IN_BATCH} and (split_part(e.type, '.', 1) = any ($5) or e.type = any ($6))
  order by e.xid, e.id`

const append = async (client: pg.PoolClient, deskId: string, found: Found[]): Promise<void> => {
  const heads = await client.query<Head>('select seq::text, hash from audit_head where desk_id = $1 for update', [
    deskId,
  ])
  let head: Head = heads.rows[0] ?? { seq: '0', hash: BEFORE_ALL }
  const rows = found.map((one) => {
    const row = { ...one, seq: String(BigInt(head.seq) + 1n) }
    const chained = { ...row, previous: head.hash, hash: digestOf(head.hash, row) }
    head = chained
    return chained
  })
  await client.query(
    `insert into audit_entry
       (desk_id, seq, event_id, type, actor_kind, actor_id, actor_name, data, created_at, previous, hash)
     select $1, seq, event_id, type, actor_kind, actor_id, actor_name, data::json, created_at, previous, hash
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[],
       $9::timestamptz[], $10::bytea[], $11::bytea[])
       as r (seq, event_id, type, actor_kind, actor_id, actor_name, data, created_at, previous, hash)`,
    [
      deskId,
      rows.map((row) => row.seq),
      rows.map((row) => row.event_id),
      rows.map((row) => row.type),
      rows.map((row) => row.actor_kind),
      rows.map((row) => row.actor_id),
      rows.map((row) => row.actor_name),
      rows.map((row) => row.data),
      rows.map((row) => row.created_at),
      rows.map((row) => row.previous),
      rows.map((row) => row.hash),
    ],
  )
  await client.query(
    `insert into audit_head (desk_id, seq, hash) values ($1, $2, $3)
     on conflict (desk_id) do update set seq = excluded.seq, hash = excluded.hash`,
    [deskId, head.seq, head.hash],
  )
}
