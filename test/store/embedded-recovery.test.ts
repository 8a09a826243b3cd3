import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { identify } from '../../src/store/embedded/process-identity.ts'
import { databasePid, file, type Running, run, scratch, start, stop, tokenOf, useCommands } from '../support/command.ts'

useCommands()

const serve = (dataDir: string) => start(['serve'], { env: { LODGE_DATA: dataDir } })

const kill = async ({ child, ended }: Running) => {
  child.kill('SIGKILL')
  await ended
}

/** A server with one ticket in it, killed. */
const killedServer = async (dataDir: string): Promise<string> => {
  const server = serve(dataDir)
  const url = await server.ready
  const token = tokenOf(server)
  expect((await file(url, token)).status).toBe(201)
  await kill(server)
  return token
}

/** The next start has the ticket, and the number after it. */
const expectRecovery = async (dataDir: string, token: string) => {
  const next = serve(dataDir)
  const url = await next.ready
  expect(next.stdout()).toBe(`Lodge is ready at ${url.replace('127.0.0.1', 'localhost')}\n`)
  expect(await file(url, token)).toMatchObject({ status: 201, body: { number: 2 } })
  expect(await stop(next)).toBe(0)
  expect(databasePid(dataDir)).toBeUndefined()
  return next
}

const endsSoon = async (pid: number) => {
  while (identify(pid)) await sleep(10)
}

test('after a kill the next start recovers, the database still running', async () => {
  const dataDir = scratch()
  const token = await killedServer(dataDir)
  const orphan = databasePid(dataDir)
  expect(orphan).toBeGreaterThan(0)
  const next = await expectRecovery(dataDir, token)
  expect(next.stderr()).toContain('the database of a killed Lodge is still running; ending it first')
})

test('after a kill of both the next start recovers', async () => {
  const dataDir = scratch()
  const token = await killedServer(dataDir)
  process.kill(databasePid(dataDir) ?? 0, 'SIGKILL')
  await expectRecovery(dataDir, token)
})

test('after a kill a command recovers by itself, and so does the start after it', async () => {
  const dataDir = scratch()
  const token = await killedServer(dataDir)
  const made = await run(['desk', 'create', 'beta', '--name', 'Beta', '--json'], { env: { LODGE_DATA: dataDir } })
  expect(made.code).toBe(0)
  expect(databasePid(dataDir)).toBeUndefined()
  await expectRecovery(dataDir, token)
})

test('a lock whose pid is another process’s by now, and a database file with that pid, stop nobody', async () => {
  const dataDir = scratch()
  const token = await killedServer(dataDir)
  const database = databasePid(dataDir) ?? 0
  process.kill(database, 'SIGKILL')
  await endsSoon(database)
  writeFileSync(join(dataDir, 'lodge.lock'), JSON.stringify({ pid: process.pid, started: 'before', command: 'serve' }))
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(dataDir, 'postgres')}\n0\n5432\n`)
  await expectRecovery(dataDir, token)
})

test('an operator’s shell in the database’s folder is left alone', async () => {
  const dataDir = scratch()
  const token = await killedServer(dataDir)
  const shell: ChildProcess = spawn('sleep', ['60'], { cwd: join(dataDir, 'postgres') })
  await expectRecovery(dataDir, token)
  expect(shell.exitCode ?? shell.signalCode).toBeNull()
  shell.kill()
})

test('the database killed under a running server comes back, and creations work again', async () => {
  const dataDir = scratch()
  const server = serve(dataDir)
  const url = await server.ready
  const token = tokenOf(server)
  for (let round = 0; round < 3; round++) {
    const before = databasePid(dataDir) ?? 0
    process.kill(before, 'SIGKILL')
    const during = await Promise.all(Array.from({ length: 8 }, () => file(url, token)))
    expect([...new Set(during.map((answer) => answer.status))].filter((code) => code !== 201 && code !== 503)).toEqual(
      [],
    )
    while ((await file(url, token)).status !== 201) await sleep(50)
    expect(databasePid(dataDir)).not.toBe(before)
  }
  expect(await stop(server)).toBe(0)
  expect(databasePid(dataDir)).toBeUndefined()
  expect(existsSync(join(dataDir, 'lodge.lock'))).toBe(false)
})

test('a database that ends while the server stops is not started again', async () => {
  const dataDir = scratch()
  const server = serve(dataDir)
  await server.ready
  const database = databasePid(dataDir) ?? 0
  // As a service manager does that signals the whole group at once.
  process.kill(database, 'SIGTERM')
  expect(await stop(server)).toBe(0)
  expect(databasePid(dataDir)).toBeUndefined()
  expect(server.stderr()).not.toContain('starting it again')
})
