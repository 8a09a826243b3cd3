import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holderOf, takeLock } from './lock.ts'
import { identify } from './process-identity.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lodge-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const leave = (holder: object | string) =>
  writeFileSync(join(dir, 'lodge.lock'), typeof holder === 'string' ? holder : JSON.stringify(holder))

const me = identify(process.pid)

test('a free folder is taken, and free again after its release', () => {
  const first = takeLock(dir, 'serve')
  expect(first.ok).toBe(true)
  expect(holderOf(dir)).toEqual({ ...me, command: 'serve' })
  if (first.ok) first.release()
  expect(readdirSync(dir)).toEqual([])
})

test('a live holder keeps the folder, and is named', () => {
  takeLock(dir, 'serve')
  expect(takeLock(dir, 'demo')).toEqual({ ok: false, holder: { ...me, command: 'serve' } })
  expect(readdirSync(dir)).toEqual(['lodge.lock'])
})

test('the lock of a process that is gone is taken over', () => {
  const gone = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
  leave({ pid: gone, started: me?.started, command: 'serve' })
  expect(holderOf(dir)).toBeUndefined()
  expect(takeLock(dir, 'serve').ok).toBe(true)
})

test('the lock of a pid that another process has by now is taken over', () => {
  leave({ pid: process.pid, started: 'another moment', command: 'serve' })
  expect(holderOf(dir)).toBeUndefined()
  expect(takeLock(dir, 'serve').ok).toBe(true)
})

test.each(['', '{"pid":', '[]', '{"pid":"1"}'])('a lock file that says nothing (%j) is taken over', (text) => {
  leave(text)
  expect(takeLock(dir, 'serve').ok).toBe(true)
})

test('a take-over that was killed half-way stops nobody', () => {
  leave({ pid: process.pid, started: 'another moment', command: 'serve' })
  writeFileSync(join(dir, 'lodge.lock.turn'), readFileSync(join(dir, 'lodge.lock')))
  expect(takeLock(dir, 'serve').ok).toBe(true)
  expect(readdirSync(dir)).toEqual(['lodge.lock'])
})

test('of many starts that find it stale, one has it', async () => {
  leave({ pid: process.pid, started: 'another moment', command: 'serve' })
  const script = `
    const { takeLock } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.ts'))})
    process.stdin.once('data', () => {
      process.stdout.write(takeLock(${JSON.stringify(dir)}, 'serve').ok ? 'mine' : 'taken')
      process.stdin.once('data', () => process.exit())
    })
    process.stdout.write('ready')`
  const starts = Array.from({ length: 6 }, () => spawn(process.execPath, ['--input-type=module', '-e', script]))
  const say = (start: (typeof starts)[number]) =>
    new Promise<string>((done) => start.stdout.once('data', (said: Buffer) => done(said.toString())))
  await Promise.all(starts.map(say))
  const said = Promise.all(starts.map(say))
  for (const start of starts) start.stdin.write('now')
  expect((await said).toSorted()).toEqual(['mine', ...Array.from({ length: 5 }, () => 'taken')])
  const ended = Promise.all(starts.map((start) => new Promise((done) => start.once('close', done))))
  for (const start of starts) start.stdin.write('end')
  await ended
})
