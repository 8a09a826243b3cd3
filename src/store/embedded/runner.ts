import { spawnSync } from 'node:child_process'
import { chownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../errors.ts'

/** How PostgreSQL's programs are started here: what stands before them, and as whom. */
export type Runner = { prefix: string[]; uid?: number; gid?: number; own: (dir: string) => void }

/**
 * PostgreSQL refuses to run as root, so a root Lodge starts it in a user namespace where it is `nobody` (outside it is
 * still root, so every folder that Lodge can enter will do), else as the system's `nobody`, who must be able to enter the
 * program's and the data folder. An ordinary user needs neither.
 *
 * `program` is any of PostgreSQL's programs. Throws an OperatorError that says what to do where no way works.
 */
export const chooseRunner = (program: string, dataDir: string): Runner => {
  if (process.getuid?.() !== 0) return { prefix: [], own: () => {} }
  const nobody = findNobody()
  const prefix = ['unshare', '-U', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--']
  if (works(prefix, program, {})) return { prefix, own: () => {} }
  if (works([], program, nobody) && canEnter(dataDir, nobody)) {
    return { prefix: [], ...nobody, own: (dir) => chownAll(dir, nobody) }
  }
  throw new OperatorError(
    [
      'PostgreSQL does not run as root, and neither way around that works on this machine:',
      '  - a user namespace (`unshare -U`) is not permitted here, and',
      `  - the system user ${nobody.uid} cannot enter ${dataDir} or ${program}.`,
      'Do one of these: run Lodge as an ordinary user; move it and LODGE_DATA to a folder every user can enter (not /root);',
      'or set DATABASE_URL to a PostgreSQL that runs already.',
    ].join('\n'),
  )
}

/** initdb looks its user up in the password file, so the user must be one of it; `nobody` nearly always is. */
const findNobody = (): { uid: number; gid: number } => {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && fields[2] !== '0')
  const found = users.find((fields) => fields[0] === 'nobody') ?? users[0]
  return { uid: Number(found?.[2] ?? 65534), gid: Number(found?.[3] ?? 65534) }
}

const works = (prefix: string[], program: string, as: { uid?: number; gid?: number }): boolean => {
  const [command = program, ...rest] = [...prefix, program]
  return spawnSync(command, [...rest, '--version'], { ...as, cwd: '/', stdio: 'ignore' }).status === 0
}

const canEnter = (dir: string, as: { uid: number; gid: number }): boolean =>
  spawnSync('test', ['-x', dir], { ...as, cwd: '/', stdio: 'ignore' }).status === 0

const chownAll = (path: string, to: { uid: number; gid: number }): void => {
  chownSync(path, to.uid, to.gid)
  if (!statSync(path).isDirectory()) return
  for (const entry of readdirSync(path)) chownAll(join(path, entry), to)
}
