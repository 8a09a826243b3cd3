import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

const PAUSE_MS = 500

/** What is still to be done after tickets came, by those who follow the event log: none that reads behind, no job left. */
const BEHIND: { table: string; sql: string }[] = [
  {
    table: 'follower_cursor',
    sql: `select coalesce(string_agg(name, ', '), '') as behind from follower_cursor f
          where exists (select from event e where (e.xid, e.id) > (f.xid, f.id))`,
  },
  {
    table: 'graphile_worker.jobs',
    sql: `select case when exists (select from graphile_worker.jobs) then 'jobs' else '' end as behind`,
  },
]

/** Waits until the event log's followers have done with what was filled in: else their work would be measured with ours. */
export const untilSettled = async (client: pg.Client, say: (text: string) => void): Promise<void> => {
  const began = performance.now()
  for (const { table, sql } of BEHIND) {
    const found = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [table])
    if (!found.rows[0]?.found) continue
    for (let waited = 0; ; waited++) {
      const { behind } = (await client.query<{ behind: string }>(sql)).rows[0] ?? { behind: '' }
      if (behind === '') break
      if (waited % 20 === 0) say(`waiting for those who follow the event log: ${behind}`)
      await sleep(PAUSE_MS)
    }
  }
  const seconds = (performance.now() - began) / 1000
  if (seconds > 1) say(`the event log’s followers took ${seconds.toFixed(0)} s more`)
}
