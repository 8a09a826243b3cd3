import type { Bench } from '../bench.ts'
import type { SequenceInput, SequenceOutput } from '../load/sequence.ts'
import { runChild } from '../scratch.ts'
import { percentile } from '../statistics.ts'

export type Reads = {
  workload: 'inbox' | 'search'
  /** p95 in ms. */
  limit: number
  groups: { name: string; paths: string[] }[]
  follow: boolean
  count: number
}

/** Sends each group's requests one after another on one connection to the full desk, and adds its p50 and p95. */
export const measureReads = async (bench: Bench, reads: Reads): Promise<void> => {
  const { workload, limit } = reads
  const { url, token } = await bench.full()
  const target = { is: '<=' as const, limit }
  const ask = (groups: SequenceInput['groups']) =>
    runChild<SequenceOutput>(bench.scratch, 'load/sequence.ts', { url, token, groups } satisfies SequenceInput)

  bench.say(`${workload}: ${reads.groups.length} kinds of requests`)
  const warmUp = Math.ceil(reads.count / 5)
  const answers = await ask(
    reads.groups.map((group) => ({ ...group, follow: reads.follow, count: reads.count, warmUp })),
  )
  if (answers.some((answer) => answer.statuses['404'])) {
    bench.rows.push({
      workload,
      measure: 'p95, the worst',
      value: Number.NaN,
      unit: 'ms',
      target,
      missing: `${reads.groups[0]?.paths[0]?.replace(/\?.*/, '')} answers 404`,
    })
    return
  }
  const failed = answers.find((answer) => answer.statuses['200'] !== answer.ms.length)
  if (failed) throw new Error(`${workload}, ${failed.name}: ${JSON.stringify(failed.statuses)}`)
  const measured = answers.map(({ name, ms, rows }) => {
    const p50 = percentile(ms, 0.5)
    return {
      name,
      p50,
      p95: percentile(ms, 0.95),
      note: `p50 ${p50.toFixed(2)} ms, ${(rows / ms.length).toFixed(0)} rows`,
    }
  })
  const worst = measured.reduce((most, each) => (each.p95 > most.p95 ? each : most))
  for (const { name, p95, note } of measured) {
    bench.rows.push({ workload, measure: `p95, ${name}`, value: p95, unit: 'ms', note })
  }
  bench.rows.push({ workload, measure: 'p95, the worst', value: worst.p95, unit: 'ms', target, note: worst.name })
}
