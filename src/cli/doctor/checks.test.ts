import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { judgeClock } from '../../core/diagnostics/clock.ts'
import { checkDataFolder, checkNode, judgeDisk } from '../../core/diagnostics/machine.ts'
import { checkPort } from './port.ts'

const MIB = 1024 ** 2
const NOW = Date.parse('2026-06-04T12:00:00Z')

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lodge-doctor-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test.each([
  [10_240 * MIB, 'ok'],
  [1_025 * MIB, 'ok'],
  [1_023 * MIB, 'warn'],
  [63 * MIB, 'fail'],
  [0, 'fail'],
])('%i bytes free: %s', (free, state) => {
  expect(judgeDisk(free).state).toBe(state)
})

test.each([
  [NOW, 'ok'],
  [NOW - 1_900, 'ok'],
  [NOW + 5_000, 'warn'],
  [NOW - 60_000, 'fail'],
  [undefined, 'ok'],
])('the database’s clock at %j: %s', (database, state) => {
  expect(judgeClock(NOW, database).state).toBe(state)
})

test('a clock before Lodge was made fails', () => {
  expect(judgeClock(Date.parse('1970-01-02T00:00:00Z'), undefined)).toMatchObject({ state: 'fail' })
})

test.each([
  ['24.21.0', 'ok'],
  ['26.0.0', 'ok'],
  ['22.18.0', 'warn'],
])('Node %s: %s', (version, state) => {
  expect(checkNode(version).state).toBe(state)
})

test('a data folder that others can read is warned of, a private one is not', () => {
  chmodSync(dir, 0o700)
  expect(checkDataFolder(dir).state).toBe('ok')
  chmodSync(dir, 0o711)
  expect(checkDataFolder(dir).state).toBe('ok')
  chmodSync(dir, 0o755)
  expect(checkDataFolder(dir)).toMatchObject({ state: 'warn', detail: expect.stringContaining('chmod 700') })
})

test('a data folder that is not there can be made, unless a file is in the way', () => {
  expect(checkDataFolder(join(dir, 'a', 'b'))).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('not there yet'),
  })
  writeFileSync(join(dir, 'file'), '')
  expect(checkDataFolder(join(dir, 'file', 'b')).state).toBe('fail')
})

test('a free port is fine; one of another program is not', async () => {
  const other = createServer((socket) => socket.destroy())
  const port = await new Promise<number>((done) =>
    other.listen(0, '127.0.0.1', () => {
      const address = other.address()
      done(typeof address === 'object' && address ? address.port : 0)
    }),
  )
  expect(await checkPort({ host: '127.0.0.1', port })).toMatchObject({
    state: 'fail',
    detail: `${port} of 127.0.0.1 is used by another program: stop it, or set LODGE_PORT to another port`,
  })
  await new Promise((done) => other.close(done))
  expect(await checkPort({ host: '127.0.0.1', port })).toMatchObject({ state: 'ok' })
})

test('an address that is not this machine’s fails', async () => {
  expect(await checkPort({ host: '192.0.2.1', port: 4000 })).toMatchObject({ state: 'fail' })
})
