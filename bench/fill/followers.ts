import type pg from 'pg'
import type { Position } from '../../src/core/events/position.ts'
import { searchIndex } from '../../src/core/search/index-events.ts'

const FOLLOWERS = ['relay', searchIndex.name]
/** Large, where the follower's own is small so as to let requests by. */
const BATCH = 5_000

/**
 * Keeps the followers of the event log from reading what is filled in: one process at a time holds a follower's cursor, and
 * now it is us. Answers how to let go, with all cursors at the log's end.
 */
export const holdFollowers = async (client: pg.Client): Promise<() => Promise<void>> => {
  await client.query('begin')
  await client.query('insert into follower_cursor (name) select unnest($1::text[]) on conflict do nothing', [FOLLOWERS])
  await client.query('select from follower_cursor for update')
  return async () => {
    await client.query(
      `update follower_cursor set xid = last.xid, id = last.id
       from (select xid, id from event order by xid desc, id desc limit 1) last`,
    )
    await client.query('commit')
  }
}

/**
 * Does the search follower's work by the follower's own code, but in large batches and without the index, which is made at
 * the end: a few minutes a million, where one that shares the machine with requests takes many.
 */
export const indexAll = async (client: pg.Client, say: (text: string) => void): Promise<void> => {
  const found = await client.query<{ name: string; sql: string }>(
    `select indexname as name, indexdef as sql from pg_indexes where tablename = 'search_doc' and indexdef like '%gin%'`,
  )
  for (const { name } of found.rows) await client.query(`drop index ${name}`)
  let after: Position = { xid: '0', id: '0' }
  for (let done = 0; ; done += BATCH) {
    const ends: pg.QueryResult<Position> = await client.query(
      `select xid::text, id::text from (
         select xid, id from event where (xid, id) > ($1::xid8, $2::bigint) order by xid, id limit ${BATCH}
       ) batch order by xid desc, id desc limit 1`,
      [after.xid, after.id],
    )
    const upTo = ends.rows[0]
    if (!upTo) break
    if (done % 100_000 === 0) say(`filling: the search index, from ${done.toLocaleString('en-US')}`)
    await client.query('begin')
    // What a follower asks of a pool's client, this one does as well.
    await searchIndex.handle({ client: client as unknown as pg.PoolClient, after, upTo })
    await client.query('commit')
    after = upTo
  }
  say('filling: the search index itself')
  await client.query('set maintenance_work_mem = 512000')
  for (const { sql } of found.rows) await client.query(sql)
}
