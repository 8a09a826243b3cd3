import { hash } from 'node:crypto'

/** A row of the audit log as it is digested: `data` is the text as it is stored. */
export type ChainRow = {
  desk_id: string
  seq: string
  event_id: string
  type: string
  actor_kind: string
  actor_id: string | null
  actor_name: string | null
  data: string
  created_at: Date
}

/** What the first row of a desk has before it. */
export const BEFORE_ALL = Buffer.alloc(32)

/** SHA-256 over the digest before it and the row as a JSON list: its fields in this order, ids as texts, time in UTC. */
export const digestOf = (previous: Buffer, row: ChainRow): Buffer => {
  const fields = [
    ...[row.desk_id, row.seq, row.event_id, row.type, row.actor_kind, row.actor_id, row.actor_name],
    ...[row.data, row.created_at.toISOString()],
  ]
  return hash('sha256', Buffer.concat([previous, Buffer.from(JSON.stringify(fields))]), 'buffer')
}
