import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'

const main = resolve(import.meta.dirname, '../../src/cli/main.ts')

type Run = {
  env?: Record<string, string>
  /** A command that runs another one, such as `unshare ... --`. */
  prefix?: string[]
  uid?: number
  gid?: number
}

export type Ended = { code: number | null; stdout: string; stderr: string }

export type Running = {
  child: ChildProcess
  /** The address it says it is ready at; rejects where it ends before. */
  ready: Promise<string>
  ended: Promise<Ended>
  stdout: () => string
  stderr: () => string
}

/** `lodge …` as an operator runs it: a process of its own. */
export const start = (args: string[], { env = {}, prefix = [], uid, gid }: Run = {}): Running => {
  const [command = process.execPath, ...rest] = [...prefix, process.execPath, main, ...args]
  const child = spawn(command, rest, {
    env: { PATH: process.env.PATH, LODGE_PORT: '0', LODGE_LOG: 'info', ...env },
    uid,
    gid,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let stdout = ''
  let stderr = ''
  const ended = new Promise<Ended>((done) =>
    child.once('close', (code) => {
      running.delete(child)
      done({ code, stdout, stderr })
    }),
  )
  const ready = new Promise<string>((found, fail) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      const address = /Lodge is ready at http:\/\/\S*:(\d+)\n/.exec(stdout)
      // By address, not by name: `localhost` may be ::1 first, where nobody listens.
      if (address) found(`http://127.0.0.1:${address[1]}`)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', fail)
    ended.then(({ code }) => fail(new Error(`lodge ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`)))
  })
  // Whoever ends it before it is ready does not wait for it.
  ready.catch(() => {})
  return { child, ready, ended, stdout: () => stdout, stderr: () => stderr }
}

export const run = (args: string[], options?: Run): Promise<Ended> => start(args, options).ended

/** Ends it as an operator does, and answers its exit code. */
export const stop = async ({ child, ended }: Running): Promise<number | null> => {
  child.kill('SIGTERM')
  return (await ended).code
}

export const tokenOf = ({ stdout }: Running): string => /^hd_[\w-]+$/m.exec(stdout())?.[0] ?? ''

/** Files a ticket; answers the status and the body. */
export const file = async (url: string, token: string, subject = 'It does not work') => {
  const answer = await fetch(`${url}/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ requester: { email: 'ann@example.com' }, subject }),
  })
  return { status: answer.status, body: (await answer.json()) as { number: number } } // a ticket, as the status says
}

const running = new Set<ChildProcess>()
const folders: string[] = []

/** A folder of the test's own, in a file that calls `useCommands()`: it is removed after its tests. */
export const scratch = (): string => {
  const made = realpathSync(mkdtempSync(join(tmpdir(), 'lodge-cli-')))
  folders.push(made)
  return made
}

/** For a file whose tests start commands: nothing outlives them. */
export const useCommands = (): void => {
  afterAll(async () => {
    // What a failed test left running, so that nothing outlives the run.
    const left = [...running].map((child) => new Promise((done) => child.once('close', done)))
    for (const child of running) child.kill('SIGTERM')
    // The second signal ends at once what waits for a client that is gone.
    const patience = setTimeout(() => {
      for (const child of running) child.kill('SIGTERM')
    }, 5_000)
    await Promise.all(left)
    clearTimeout(patience)
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
}

/** The process of a data folder's database, while it runs. */
export const databasePid = (dataDir: string): number | undefined => {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 0)
    return pid
  } catch {
    return undefined
  }
}

export const NOBODY = { uid: 65534, gid: 65534 }

/** Whether the system's `nobody` can reach a file: a clone may be in a folder that others cannot enter. */
export const nobodyReads = (path: string): boolean =>
  spawnSync('test', ['-r', path], { ...NOBODY, cwd: '/' }).status === 0

/** How to run Lodge as somebody who is not root: as `nobody`, or as root who is `nobody` in a user namespace. */
export const asOrdinaryUser = (): Run => {
  if (process.getuid?.() !== 0) return {}
  if (nobodyReads(main) && nobodyReads(process.execPath)) return NOBODY
  return { prefix: ['unshare', '-U', '--map-user=65534', '--map-group=65534', '--'] }
}
