import type { Bench } from '../bench.ts'
import { startLodge } from '../lodge.ts'

/** From the command to "ready": on a new data folder, and again on the same one. */
export const startWorkload = async (bench: Bench): Promise<void> => {
  bench.say('start: a new data folder, then again')
  const first = await startLodge(bench.scratch, 'start')
  await first.stop()
  const second = await startLodge(bench.scratch, 'start')
  await second.stop()
  bench.rows.push(
    { workload: 'start', measure: 'a new data folder', value: first.startedMs / 1000, unit: 's' },
    {
      workload: 'start',
      measure: 'an existing one',
      value: second.startedMs / 1000,
      unit: 's',
      target: { is: '<=', limit: 3 },
    },
  )
}
