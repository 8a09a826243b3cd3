import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseRunner } from './runner.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lodge-runner-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

/** `true` stands for PostgreSQL's program: all that is asked of it here is that it can be started. */
const given = (uid: number | undefined, path?: string) => ({
  uid,
  program: '/usr/bin/true',
  dataDir: dir,
  cluster: join(dir, 'postgres'),
  ...(path === undefined ? {} : { path }),
})

const UNNAMED = 54_321
const me = process.getuid?.() ?? 0

test('an ordinary user runs it as it is', () => {
  expect(chooseRunner(given(undefined))).toMatchObject({ prefix: [] })
  expect(chooseRunner(given(1))).toMatchObject({ prefix: [] })
})

test('a user without a name needs one for the making only', () => {
  expect(() => chooseRunner(given(UNNAMED, dir))).toThrow(
    `PostgreSQL needs a user with a name, and the user ${UNNAMED} is not in /etc/passwd.`,
  )
})

test('a database of another user is refused, by their names', () => {
  mkdirSync(join(dir, 'postgres'))
  expect(() => chooseRunner(given(UNNAMED))).toThrow(
    /belongs to the user \w+, and this is 54321\. Run Lodge as \w+, or/,
  )
})

test('root without a user namespace and with a closed folder is told what to do', () => {
  const inside = { ...given(0, dir), dataDir: join(dir, 'data'), cluster: join(dir, 'data', 'postgres') }
  expect(() => chooseRunner(inside)).toThrow(/run Lodge as an ordinary user; move it .* or set DATABASE_URL/s)
})

if (me === 0) {
  test('root does not take over what an ordinary user made', () => {
    mkdirSync(join(dir, 'postgres'))
    chownSync(join(dir, 'postgres'), 1, 1)
    expect(() => chooseRunner(given(0))).toThrow('belongs to the user daemon, and this is root. Run Lodge as daemon')
  })

  test('a user without a name gets one by a user namespace', () => {
    expect(chooseRunner(given(UNNAMED)).prefix.slice(0, 2)).toEqual(['unshare', '-U'])
  })
}
