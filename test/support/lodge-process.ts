import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const main = resolve(import.meta.dirname, '../../src/cli/main.ts')

/** `lodge serve` as an operator runs it: a process of its own. */
export type LodgeProcess = {
  child: ChildProcess
  /** The address it says it is ready at; rejects where it ends before. */
  ready: Promise<string>
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** What it wrote so far, logs and all. */
  output: () => string
  /** The API token it shows at the first start of a data folder. */
  token: () => string | undefined
}

/** Starts the server on a free port. `prefix` is a command that runs another one, such as `unshare ... --`. */
export const spawnLodge = (
  dataDir: string,
  options: { env?: Record<string, string>; prefix?: string[] } = {},
): LodgeProcess => {
  const [command = main, ...args] = [...(options.prefix ?? []), main, 'serve']
  const child = spawn(command, args, {
    env: {
      // The Node of this process, which the file's first line asks for.
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: process.env.HOME,
      LODGE_DATA: dataDir,
      LODGE_PORT: '0',
      LODGE_RATE_LIMITS: 'off',
      LODGE_LOG: 'warn',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) =>
    child.once('exit', (code, signal) => done({ code, signal })),
  )
  const ready = new Promise<string>((found, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const address = /Lodge is ready at http:\/\/\S*:(\d+)/.exec(output)
      // By address, not by name: `localhost` may be ::1 first, where nobody listens.
      if (address) found(`http://127.0.0.1:${address[1]}`)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', fail)
    exited.then(({ code, signal }) => fail(new Error(`lodge serve ended (${code ?? signal}):\n${output}`)))
  })
  // Whoever kills it before it is ready does not wait for it.
  ready.catch(() => {})
  return { child, ready, exited, output: () => output, token: () => /\bhd_[\w-]{43}/.exec(output)?.[0] }
}

/** postmaster.pid of a data folder's database: its process and the folder of its socket. Undefined where there is none. */
export const findPostmaster = (dataDir: string): { pid: number; host: string; cluster: string } | undefined => {
  const cluster = join(dataDir, 'postgres')
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    const host = lines[4]
    return pid > 0 && host ? { pid, host, cluster } : undefined
  } catch {
    return undefined
  }
}

/** Signals a process that may have ended meanwhile. */
export const kill = (pid: number | undefined, signal: NodeJS.Signals): void => {
  try {
    if (pid) process.kill(pid, signal)
  } catch {
    // It ended.
  }
}
