import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

/** Where Lodge itself keeps what was compiled: a process finds there what any other has compiled before. */
const compiled = resolve(import.meta.dirname, '../../node_modules/.cache/lodge')

/**
 * Starts a script of a test's own, which lies beside it, in a process of its own. Most of a start is compiling, so the
 * script calls `flushCompileCache()` once all is loaded: who is killed writes nothing as it ends.
 */
export const spawnScript = (
  dir: string,
  name: string,
  args: string[],
  stdio: StdioOptions = ['ignore', 'ignore', 'inherit'],
): ChildProcess =>
  spawn(process.execPath, [join(dir, name), ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    stdio,
  })
