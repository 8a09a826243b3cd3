import { expect, test } from 'vitest'
import { scratch, useCommands } from '../support/command.ts'
import { useCommandLine } from '../support/command-line.ts'
import { cloneDatabase, emptyDatabase } from '../support/lodge.ts'

useCommands()
const lodge = useCommandLine()

type Finding = { check: string; state: string; detail: string }

const doctor = async (env: Record<string, string>) => {
  const { code, stdout } = await lodge(['doctor', '--json'], { LODGE_DATA: scratch(), ...env })
  const { ok, checks }: { ok: boolean; checks: Finding[] } = JSON.parse(stdout)
  return { code, ok, states: Object.fromEntries(checks.map(({ check, state }) => [check, state])), checks }
}

test('before the first start all is well, and nothing is made', async () => {
  const { code, ok, checks } = await doctor({})
  expect({ code, ok }).toEqual({ code: 0, ok: true })
  expect(checks.map(({ check }) => check)).toEqual(['node', 'data folder', 'disk', 'database', 'clock', 'port'])
  expect(checks.find(({ check }) => check === 'database')?.detail).toBe('embedded, made when the server first starts')
})

test('an up-to-date database is ok in all', async () => {
  const { url, drop } = await cloneDatabase()
  const { code, states } = await doctor({ DATABASE_URL: url })
  await drop()
  expect(code).toBe(0)
  expect(states).toMatchObject({ database: 'ok', search: 'ok', schema: 'ok', clock: 'ok' })
})

test('a database that is not migrated is a warning, and stays as it is', async () => {
  const { url, drop } = await emptyDatabase()
  const first = await doctor({ DATABASE_URL: url })
  const second = await doctor({ DATABASE_URL: url })
  await drop()
  expect(first).toMatchObject({ code: 0, states: { schema: 'warn' } })
  expect(second).toMatchObject({ code: 0, states: { schema: 'warn' } })
})

test('a database that cannot be reached fails, exit 1', async () => {
  const { code, ok, states } = await doctor({ DATABASE_URL: 'postgres://lodge@127.0.0.1:1/lodge' })
  expect({ code, ok, states }).toMatchObject({ code: 1, ok: false, states: { database: 'fail', port: 'ok' } })
})

test('for people: a line a check, its state first', async () => {
  const { code, stdout, stderr } = await lodge(['doctor'], { LODGE_DATA: scratch() })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^ok {4}node {9}\d+\.\d+\.\d+\n/)
  for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^(ok {3}|warn |fail ) \w/)
})
