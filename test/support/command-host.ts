import { flushCompileCache } from 'node:module'
import { run } from '../../src/cli/run.ts'

// Now: it ends by a signal, and writes nothing then.
flushCompileCache()

/** A process that runs the command lines that come over its channel, one at a time, and answers each one's exit code. */
process.on('message', async ({ args, env }: { args: string[]; env: Record<string, string> }) => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args)
  process.exitCode = undefined
  await run()
  // A command that has ended is not there to be stopped.
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
  process.send?.(process.exitCode ?? 0)
})
