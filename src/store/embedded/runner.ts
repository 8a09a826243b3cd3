import { spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { OperatorError } from '../errors.ts'

/** How PostgreSQL's programs are started here: what stands before them, as whom, and how a folder becomes theirs. */
export type Runner = { prefix: string[]; uid?: number; gid?: number; own: (path: string) => void }

type User = { uid: number; gid: number }

export type Circumstances = {
  /** Who Lodge runs as; undefined where the system has no such numbers. */
  uid: number | undefined
  /** Any of PostgreSQL's programs. */
  program: string
  dataDir: string
  cluster: string
  /** Where `unshare` is looked for, as in PATH; undefined for the process's own. */
  path?: string
}

/**
 * PostgreSQL refuses to run as root. So a root Lodge starts it in a user namespace where it is `nobody` (outside it is
 * still root, without root's powers: a folder of root's will do, wherever it is), else as the system's `nobody`, who must
 * be able to enter the program's and the data folder. An ordinary user needs neither.
 *
 * Throws an OperatorError that says what to do where no way works.
 */
export const chooseRunner = (given: Circumstances): Runner => {
  const { uid, cluster } = given
  const owner = ownerOf(cluster)
  const nobody = findNobody()
  const mayUse = uid === 0 ? [0, nobody.uid] : [uid]
  if (uid !== undefined && owner !== undefined && !mayUse.includes(owner)) {
    throw new OperatorError(
      `The database in ${cluster} belongs to the user ${nameOf(owner)}, and this is ${nameOf(uid)}. Run Lodge as ${nameOf(owner)}, or set LODGE_DATA to another folder.`,
    )
  }
  const namespace = ['unshare', '-U', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--']
  if (uid !== 0) {
    // initdb looks its user up by name, and a container may be started under a number that has none.
    if (uid === undefined || owner !== undefined || nameOf(uid) !== String(uid)) return { prefix: [], own: () => {} }
    if (works(namespace, given)) return { prefix: namespace, own: () => {} }
    throw new OperatorError(
      `PostgreSQL needs a user with a name, and the user ${uid} is not in /etc/passwd. Add it there, run Lodge as another user, or set DATABASE_URL to a PostgreSQL that runs already.`,
    )
  }
  if (owner !== nobody.uid && works(namespace, given) && may('-w', given.dataDir, given, namespace)) {
    return { prefix: namespace, own: () => {} }
  }
  if (works([], given, nobody) && may('-x', dirname(given.dataDir), given, [], nobody)) {
    return { prefix: [], ...nobody, own: (path) => giveTo(path, nobody) }
  }
  throw new OperatorError(
    [
      'PostgreSQL does not run as root, and neither way around that works on this machine:',
      '  - a user namespace (`unshare -U`) is not permitted here, or its root cannot write the data folder, and',
      `  - the system user ${nameOf(nobody.uid)} cannot enter ${given.dataDir} or run ${given.program}.`,
      'Do one of these: run Lodge as an ordinary user; move it and LODGE_DATA to folders that every user can enter (not',
      'under /root); or set DATABASE_URL to a PostgreSQL that runs already.',
    ].join('\n'),
  )
}

const ownerOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.uid

const passwd = (): string[][] => {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length >= 4)
  } catch {
    return []
  }
}

/** initdb looks its user up, so it must be one that exists; `nobody` nearly always is. */
const findNobody = (): User => {
  const users = passwd().filter((fields) => fields[2] !== '0')
  const found = users.find((fields) => fields[0] === 'nobody') ?? users[0]
  return { uid: Number(found?.[2] ?? 65534), gid: Number(found?.[3] ?? 65534) }
}

/** A user's name, its number where it has none. `id` knows users of a directory service too. */
const nameOf = (uid: number): string => {
  const listed = passwd().find((fields) => fields[2] === String(uid))?.[0]
  if (listed) return listed
  const asked = spawnSync('id', ['-un', String(uid)], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim() : String(uid)
}

const succeeds = (command: string[], { path }: Circumstances, as: Partial<User> = {}): boolean => {
  const [program = '', ...rest] = command
  const env = path === undefined ? {} : { env: { PATH: path } }
  return spawnSync(program, rest, { ...as, ...env, cwd: '/', stdio: 'ignore' }).status === 0
}

const works = (prefix: string[], given: Circumstances, as?: User): boolean =>
  succeeds([...prefix, given.program, '--version'], given, as)

const may = (what: '-w' | '-x', dir: string, given: Circumstances, prefix: string[], as?: User): boolean =>
  succeeds([...prefix, 'test', what, dir], given, as)

/** Its content first: where the folder itself has the owner, a former start got through. The way to it may be passed, not listed. */
const giveTo = (path: string, user: User): void => {
  const parent = dirname(path)
  const { mode } = statSync(parent)
  if ((mode & 0o001) === 0) chmodSync(parent, mode | 0o011)
  if (ownerOf(path) !== user.uid) chownAll(path, user)
}

const chownAll = (path: string, to: User): void => {
  if (lstatSync(path).isDirectory()) for (const entry of readdirSync(path)) chownAll(join(path, entry), to)
  lchownSync(path, to.uid, to.gid)
}
