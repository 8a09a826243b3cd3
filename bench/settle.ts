import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Bench } from './bench.ts'
import type { BenchLodge } from './lodge.ts'

const PAUSE_MS = 250
/** With `--quick`: a run is to end within a minute, whatever is left to do. */
const QUICK_MS = 500

/**
 * Waits until nothing is left to do of what a Lodge was given: its followers have read every event, and jobs and deliveries
 * are done. Else what follows one's turn is measured in the next one's. Answers the seconds it took.
 */
export const settle = async ({ options, say }: Pick<Bench, 'options' | 'say'>, lodge: BenchLodge): Promise<number> => {
  const client = await lodge.connect()
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  try {
    for (let asked = 1; ; asked++) {
      const behind = await whatIsLeft(client)
      if (behind.length === 0) return seconds()
      if (options.quick && seconds() * 1000 > QUICK_MS) {
        say(`not waited for: ${behind.join(', ')}`)
        return seconds()
      }
      if (asked % 40 === 0) say(`waiting for what follows the event log: ${behind.join(', ')}`)
      await sleep(PAUSE_MS)
    }
  } finally {
    await client.end()
  }
}

const whatIsLeft = async (client: pg.Client): Promise<string[]> => {
  const found = await client.query<{ behind: string[] }>(
    `select array(
       select name from follower_cursor f where exists (select from event e where (e.xid, e.id) > (f.xid, f.id))
       union all select 'jobs' where exists (select from graphile_worker.jobs where run_at <= now())
       union all select 'deliveries' where exists (select from delivery where state = 'pending' and due_at <= now())
       union all select 'deliveries under way' where exists (select from delivery where state = 'sending')
     ) as behind`,
  )
  return found.rows[0]?.behind ?? []
}
