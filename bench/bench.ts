import { type Filled, fillDesk } from './fill/fill.ts'
import { holdFollowers, indexAll } from './fill/followers.ts'
import { type BenchLodge, startLodge } from './lodge.ts'
import type { Options } from './options.ts'
import type { Row } from './row.ts'
import { openScratch, type Scratch } from './scratch.ts'
import { settle } from './settle.ts'

/** What the workloads of one run share. Servers are started when the first of them asks. */
export type Bench = {
  options: Options
  scratch: Scratch
  /** A Lodge as it comes. */
  empty: () => Promise<BenchLodge>
  /** A Lodge whose desk is full. */
  full: () => Promise<BenchLodge & { filled: Filled }>
  /** Progress, for who waits. */
  say: (text: string) => void
  rows: Row[]
  /** The most memory each server was seen with under load, in MB, by its address. */
  peak: Map<string, number>
}

export const openBench = (options: Options): Bench => {
  const began = performance.now()
  const scratch = openScratch()
  const say = (text: string) => {
    process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}\n`)
  }
  let empty: Promise<BenchLodge> | undefined
  let full: Promise<BenchLodge & { filled: Filled }> | undefined
  const fill = async () => {
    const lodge = await startLodge(scratch, 'full')
    const client = await lodge.connect()
    const holder = await lodge.connect()
    const letGo = await holdFollowers(holder)
    const filled = await fillDesk(client, options.tickets, say)
    await indexAll(client, say)
    await letGo()
    await holder.end()
    await settle({ options, say }, lodge)
    // As a database leaves its tables that has had time.
    say('filling: vacuum and checkpoint')
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
    await client.end()
    return { ...lodge, filled }
  }
  return {
    options,
    scratch,
    say,
    rows: [],
    peak: new Map(),
    empty: () => {
      empty ??= startLodge(scratch, 'empty')
      return empty
    },
    full: () => {
      full ??= fill()
      return full
    },
  }
}
