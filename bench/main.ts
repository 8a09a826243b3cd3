import { openBench } from './bench.ts'
import { type Options, readOptions } from './options.ts'
import { keepResult, toJson, toTable } from './report.ts'
import { verdictOf } from './row.ts'
import { contractsWorkload } from './workloads/contracts.ts'
import { createWorkload } from './workloads/create.ts'
import { createOneWorkload } from './workloads/create-one.ts'
import { deliveriesWorkload } from './workloads/deliveries.ts'
import { inboxWorkload } from './workloads/inbox.ts'
import { mailWorkload } from './workloads/mail.ts'
import { mailBacklogWorkload } from './workloads/mail-backlog.ts'
import { idleMemory, loadedMemory } from './workloads/memory.ts'
import { pagesWorkload } from './workloads/pages.ts'
import { searchWorkload } from './workloads/search.ts'
import { startWorkload } from './workloads/start.ts'

const run = async (options: Options): Promise<boolean> => {
  const began = new Date()
  const bench = openBench(options)
  const { only, quick } = options
  if (quick) bench.say(`quick: a desk of ${options.tickets.toLocaleString('en-US')} tickets, not 1,000,000`)
  if (only.has('start')) await startWorkload(bench)
  // First, while nothing else goes on: the others leave it mail to send, and the disk pages to write.
  if (only.has('memory')) await idleMemory(bench)
  if (only.has('create-one')) await createOneWorkload(bench)
  // On the desk as it was filled: what is created here is all open, and all of one department.
  if (only.has('inbox')) await inboxWorkload(bench)
  if (only.has('search')) await searchWorkload(bench)
  if (only.has('create') || only.has('create-volume') || only.has('memory')) await createWorkload(bench)
  if (only.has('pages')) await pagesWorkload(bench)
  if (only.has('memory')) loadedMemory(bench)
  if (only.has('contracts')) await contractsWorkload(bench)
  if (only.has('deliveries')) await deliveriesWorkload(bench)
  if (only.has('mail')) await mailWorkload(bench)
  if (only.has('mail-backlog')) await mailBacklogWorkload(bench)
  await bench.scratch.close()
  const result = toJson(bench.rows, options, began)
  const path = keepResult(result)
  console.log(options.json ? JSON.stringify(result) : toTable(bench.rows))
  bench.say(`written to ${path}`)
  return bench.rows.every((row) => ['pass', ''].includes(verdictOf(row)))
}

const options = readOptions(process.argv.slice(2))
if ('help' in options) {
  console.log(options.help)
  process.exit(0)
}
if ('wrong' in options) {
  console.error(options.wrong)
  process.exit(2)
}
const isGood = await run(options).catch((error: unknown) => {
  console.error(error)
  return false
})
process.exit(isGood ? 0 : 1)
