import { relative } from 'node:path'
import { parseCLI, startVitest, type Vitest } from 'vitest/node'

/**
 * `npm test`: the suite once, then each file that failed once more, as a whole, after all others and with nothing beside it: in
 * new processes, on a new PostgreSQL. A test alone cannot be repeated: the first try leaves its rows to the second. What fails
 * twice fails the run; so does a worker that ended, and an error of no file. What passes at the second go is told by name.
 */
const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])
/** More than this many do not fail by chance. */
const BY_CHANCE = 10

const first = await startVitest(filter, options)
const { files, others } = failuresOf(first)
// Nothing to run again: Vitest's exit code stands, also where a file is named that is not there.
if (files.length === 0 || files.length > BY_CHANCE) await first.exit()
else {
  const names = files.map((file) => `  ${relative(first.config.root, file)}`)
  process.stdout.write(`\nOnce more, alone:\n${names.join('\n')}\n\n`)
  const second = await startVitest(files, { ...options, maxWorkers: 1 })
  const twice = new Set(failuresOf(second).files)
  const passed = files.filter((file) => !twice.has(file)).map((file) => relative(first.config.root, file))
  if (passed.length > 0) {
    const lines = passed.map((name) => `  FAILED FIRST, PASSED ALONE  ${name}\n`)
    const rule = `${'!'.repeat(80)}\n`
    process.stdout.write(`\n${rule}${lines.join('')}  Find out why before it fails twice.\n${rule}`)
  }
  const failed = twice.size > 0 || others.length > 0 || failuresOf(second).others.length > 0
  process.exitCode = failed ? 1 : 0
  await second.exit()
}

/** The files that did not pass, and the errors outside of any test that belong to no file. */
function failuresOf({ state }: Vitest): { files: string[]; others: unknown[] } {
  const files = new Set(
    state
      .getTestModules()
      .filter((module) => !module.ok() || !['passed', 'skipped'].includes(module.state()))
      .map(({ moduleId }) => moduleId),
  )
  const others: unknown[] = []
  for (const error of state.getUnhandledErrors()) {
    // Vitest writes the running file into an error that it caught in a worker.
    const file = typeof error === 'object' && error !== null && 'VITEST_TEST_PATH' in error && error.VITEST_TEST_PATH
    if (typeof file === 'string') files.add(file)
    else others.push(error)
  }
  return { files: [...files], others }
}
