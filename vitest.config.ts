import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What starts whole processes, or waits for a lease or the clock: minutes, of which much is waiting. */
const LONG =
  /test\/(crash|web)\/|\/(crash|kill|embedded-\w+|snooze|queue|imap|foreign-desk)\.test\.ts$|test\/cli\/(serve|stop)\./

/** The long files first: one that begins last would end the run alone. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['test/support/database-server.ts', 'test/support/built-pages.ts'],
    pool: 'forks',
    // What every file imports (the server with all its schemas) is loaded once a worker, not once a file. So nothing at the
    // top of a file that others import may belong to one test file: hooks are functions named use….
    isolate: false,
    sequence: { sequencer: LongFirst },
    // Many tests wait rather than work: for a process to start, for a lease to run out.
    maxWorkers: 5,
    // Far more than anything takes: a limit is for what hangs, on a machine however slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
