import type { Bench } from '../bench.ts'
import type { SequenceInput, SequenceOutput } from '../load/sequence.ts'
import { runChild } from '../scratch.ts'
import { settle } from '../settle.ts'
import { percentile } from '../statistics.ts'

/** Creations over one connection, one after another: what a single caller waits for. */
export const createOneWorkload = async (bench: Bench): Promise<void> => {
  const lodge = await bench.empty()
  const { url, token } = lodge
  bench.say('create-one: one connection')
  const count = bench.options.quick ? 1_000 : 5_000
  const input: SequenceInput = {
    url,
    token,
    groups: [{ name: 'create', create: { known: 2_000 }, count, warmUp: count / 2 }],
  }
  const [made] = await runChild<SequenceOutput>(bench.scratch, 'load/sequence.ts', input)
  await settle(bench, lodge)
  if (!made || made.statuses['201'] !== count) throw new Error(`answers: ${JSON.stringify(made?.statuses)}`)
  bench.rows.push(
    {
      workload: 'create-one',
      measure: 'p50',
      value: percentile(made.ms, 0.5),
      unit: 'ms',
      target: { is: '<=', limit: 1.5 },
    },
    { workload: 'create-one', measure: 'p99', value: percentile(made.ms, 0.99), unit: 'ms' },
  )
}
