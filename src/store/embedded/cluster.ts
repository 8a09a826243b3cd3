import { spawn } from 'node:child_process'
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../errors.ts'
import type { Runner } from './runner.ts'

/** The one user of the embedded database; only who may enter the socket's folder can connect. */
export const USER = 'lodge'

const BEGUN = 'postgres.new-'

/** Sorting and lower case are PostgreSQL's own, the same on each machine. Nothing is taken from LANG, which may name a locale that is not installed. */
const OPTIONS = [
  '-U',
  USER,
  '-A',
  'trust',
  '-E',
  'UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
]
/** What a letter is, for the search: the first that the system has. Under plain C, only A to Z are. */
const CTYPES = ['C.UTF-8', 'en_US.UTF-8', 'C']

/**
 * Makes the database's folder at first use. It is made under a name of this start's own and renamed when it is whole: a
 * start that is killed half-way leaves nothing that looks finished, nor can its initdb, which may live on, write into ours.
 */
export const makeCluster = async (initdb: string, runner: Runner, dataDir: string, cluster: string): Promise<void> => {
  for (const entry of readdirSync(dataDir)) {
    if (entry.startsWith(BEGUN)) rmSync(join(dataDir, entry), { recursive: true, force: true, maxRetries: 10 })
  }
  if (existsSync(join(cluster, 'PG_VERSION'))) return
  const begun = mkdtempSync(join(dataDir, BEGUN))
  runner.own(begun)
  let failure: string | undefined
  for (const ctype of CTYPES) {
    failure = await run([...runner.prefix, initdb, '-D', begun, ...OPTIONS, `--lc-ctype=${ctype}`], runner)
    if (!failure?.includes('invalid locale name')) break
  }
  if (failure !== undefined) {
    rmSync(begun, { recursive: true, force: true })
    throw new OperatorError(`The database could not be made in ${dataDir}:\n${failure}`)
  }
  renameSync(begun, cluster)
  syncFolder(dataDir)
}

/** Without this a power cut may undo the rename, and with it a database that has answered already. */
const syncFolder = (dir: string): void => {
  const folder = openSync(dir, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** What a program said where it failed; undefined where it did not. */
const run = (command: string[], runner: Runner): Promise<string | undefined> =>
  new Promise((resolve) => {
    const [program = '', ...args] = command
    const child = spawn(program, args, {
      uid: runner.uid,
      gid: runner.gid,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const end = () => child.kill('SIGKILL')
    process.once('exit', end)
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => {
      process.removeListener('exit', end)
      resolve(code === 0 ? undefined : said.trim() || `initdb ended with ${code}`)
    })
  })
