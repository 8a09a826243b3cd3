import type { ChildProcess } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Ended } from './command.ts'
import { spawnScript } from './script.ts'

/**
 * The command line in one process of its own that takes one command after the other: most of what a command costs is the
 * start, and that each one starts is shown elsewhere. Output and exit code are the process's own.
 */
export const useCommandLine = (): ((args: string[], env?: Record<string, string>) => Promise<Ended>) => {
  let host: ChildProcess
  let dir = ''
  const read = { stdout: 0, stderr: 0 }
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'lodge-line-'))
    // Files are written at once, so that all of a command's output is there when it answers.
    const [out, err] = [openSync(join(dir, 'stdout'), 'a'), openSync(join(dir, 'stderr'), 'a')]
    host = spawnScript(import.meta.dirname, 'command-host.ts', [], ['ignore', out, err, 'ipc'])
    for (const file of [out, err]) closeSync(file)
  })
  afterAll(async () => {
    const ended = new Promise((done) => host.once('exit', done))
    host.kill('SIGKILL')
    await ended
    rmSync(dir, { recursive: true, force: true })
  })
  /** What was written since it was read last. */
  const newIn = (name: 'stdout' | 'stderr'): string => {
    const all = readFileSync(join(dir, name))
    const text = all.subarray(read[name]).toString()
    read[name] = all.length
    return text
  }
  const ask = (args: string[], env: Record<string, string>): Promise<Ended> =>
    new Promise((done, fail) => {
      const onExit = () => fail(new Error(`the process ended at: lodge ${args.join(' ')}\n${newIn('stderr')}`))
      host.once('exit', onExit)
      host.once('message', (code: number) => {
        host.removeListener('exit', onExit)
        done({ code, stdout: newIn('stdout'), stderr: newIn('stderr') })
      })
      host.send({ args, env: { PATH: process.env.PATH, LODGE_PORT: '0', LODGE_LOG: 'info', ...env } })
    })
  let last: Promise<unknown> = Promise.resolve()
  return (args, env = {}) => {
    const next = last.then(() => ask(args, env))
    last = next.catch(() => {})
    return next
  }
}
