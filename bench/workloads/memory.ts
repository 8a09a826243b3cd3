import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { pssMegabytes } from '../usage.ts'

const SETTLED_S = 10
const QUICK_S = 3

/** Lodge with its database, some seconds after it is ready and before anybody has asked it for anything. */
export const idleMemory = async (bench: Bench): Promise<void> => {
  const lodge = await bench.empty()
  const seconds = bench.options.quick ? QUICK_S : SETTLED_S
  bench.say(`memory: ${seconds} seconds of nothing`)
  await sleep(seconds * 1000)
  const server = pssMegabytes([lodge.pid])
  const database = pssMegabytes(lodge.databasePids())
  bench.rows.push({
    workload: 'memory',
    measure: 'idle',
    value: server + database,
    unit: 'MB',
    target: { is: '<=', limit: 300 },
    note: `PSS: server ${Math.round(server)}, database ${Math.round(database)}`,
  })
}

/** The most it was seen with while it created, empty desk or full. */
export const loadedMemory = (bench: Bench): void => {
  if (bench.peak.size === 0) return
  bench.rows.push({
    workload: 'memory',
    measure: 'under load',
    value: Math.max(...bench.peak.values()),
    unit: 'MB',
    target: { is: '<=', limit: 512 },
    note: 'PSS, the most seen during the creations',
  })
}
