import type { Lodge } from '../lodge.ts'
import { BEFORE_ALL, type ChainRow, digestOf } from './chain.ts'

/**
 * What is wrong with an audit log, and with which row first: `changed`, it is not what was digested; `removed`, it is not
 * there; `inserted`, it does not follow from the one before it.
 */
type Broken = { seq: number; problem: 'changed' | 'removed' | 'inserted' }

/** `head` is the digest of the last row: noted elsewhere, it tells also whether all of the log was written anew. */
export type Verified = { entries: number; head: string; broken: Broken | null }

type Row = ChainRow & { previous: Buffer; hash: Buffer }

const STEP = 1_000

/** Goes through a desk's audit log from its first row to its last, and says which is the first that is not as it was. */
export const verifyAudit = async ({ store }: Lodge, deskId: string): Promise<Verified> => {
  let seq = 0n
  let head: Buffer = BEFORE_ALL
  const verified = (broken: Broken | null): Verified => ({ entries: Number(seq), head: head.toString('hex'), broken })
  // First: what is written while this reads comes behind it.
  const heads = await store.pool.query<{ seq: string; hash: Buffer }>(
    'select seq::text, hash from audit_head where desk_id = $1',
    [deskId],
  )
  const last = heads.rows[0] ?? { seq: '0', hash: BEFORE_ALL }
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: Row[] } = await store.pool.query<Row>(
      `select desk_id::text, seq::text, event_id::text, type, actor_kind, actor_id::text, actor_name, data::text,
         created_at, previous, hash
       from audit_entry a where desk_id = $1 and ($2::bigint is null or seq > $2) order by a.seq limit ${STEP}`,
      [deskId, after],
    )
    for (const row of rows) {
      const problem = wrongWith(row, seq + 1n, head)
      if (problem) return verified(problem)
      if (seq === BigInt(last.seq) && !(await isBehind(store, deskId, row.seq))) {
        return verified({ seq: Number(row.seq), problem: 'inserted' })
      }
      seq = BigInt(row.seq)
      head = row.hash
      if (seq === BigInt(last.seq) && !head.equals(last.hash)) return verified({ seq: Number(seq), problem: 'changed' })
    }
    if (rows.length < STEP) break
    after = rows.at(-1)?.seq ?? null
  }
  return verified(seq < BigInt(last.seq) ? { seq: Number(seq) + 1, problem: 'removed' } : null)
}

const wrongWith = (row: Row, expected: bigint, previous: Buffer): Broken | undefined => {
  const seq = BigInt(row.seq)
  if (seq < expected) return { seq: Number(seq), problem: 'inserted' }
  if (seq > expected) return { seq: Number(expected), problem: 'removed' }
  if (!digestOf(row.previous, row).equals(row.hash)) return { seq: Number(seq), problem: 'changed' }
  return row.previous.equals(previous) ? undefined : { seq: Number(seq), problem: 'inserted' }
}

/** Whether the log has grown to a row since. */
const isBehind = async (store: Lodge['store'], deskId: string, seq: string): Promise<boolean> => {
  const found = await store.pool.query('select from audit_head where desk_id = $1 and seq >= $2', [deskId, seq])
  return found.rowCount === 1
}
