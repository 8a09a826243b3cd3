import { Session } from 'node:inspector/promises'
import pg from 'pg'
import { TimedClient } from '../../src/store/timed-client.ts'

/** Prints how many bytes a statement's answer keeps beyond the small collections: a process of its own, where nothing else does. */
const TIMES = 4_000

const pool = new pg.Pool({ connectionString: process.argv[2], Client: TimedClient })
const ask = async (times: number) => {
  for (let n = 0; n < times; n++) {
    await pool.query(`select n, repeat('x', 100) || n as text, now() as at from generate_series(1, 50) n`)
  }
}
const session = new Session()
session.connect()
await ask(500)
await session.post('HeapProfiler.enable')
// What only the small collections have found is left out.
const sampling = { samplingInterval: 4_096, includeObjectsCollectedByMajorGC: true }
await session.post('HeapProfiler.startSampling', sampling)
await ask(TIMES)
const { profile } = await session.post('HeapProfiler.stopSampling')
const sizeOf = ({ selfSize, children }: (typeof profile)['head']): number =>
  children.reduce((sum, child) => sum + sizeOf(child), selfSize)
process.stdout.write(String(Math.round(sizeOf(profile.head) / TIMES)))
await pool.end()
