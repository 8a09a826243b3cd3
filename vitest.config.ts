import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['test/support/database-server.ts', 'test/support/built-pages.ts'],
    pool: 'forks',
    // What every file imports (the server with all its schemas) is loaded once a worker, not once a file. So nothing at the
    // top of a file that others import may belong to one test file: hooks are functions named use….
    isolate: false,
    // Many tests wait rather than work: for a process to start, for a lease to run out.
    maxWorkers: 3,
    // Processes are killed and clocks run here, on machines that others load: what passes only at the second go is marked as
    // retried in the output, and to be looked into.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
