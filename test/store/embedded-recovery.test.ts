import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { identify } from '../../src/store/embedded/process-identity.ts'
import { databasePid, file, type Running, run, scratch, start, stop, tokenOf, useCommands } from '../support/command.ts'

useCommands()

/** One folder through all of it: each start goes on where the test before left it. */
let dataDir: string
let token: string
let server: Running
let filed = 0

const serve = () => start(['serve'], { env: { LODGE_DATA: dataDir } })

beforeAll(async () => {
  dataDir = scratch()
  server = serve()
  await server.ready
  token = tokenOf(server)
})

/** The server, started where the test before has ended it. */
const running = async (): Promise<string> => {
  if (server.child.exitCode !== null || server.child.signalCode !== null) server = serve()
  return server.ready
}

/** A server that has taken a ticket, killed; its database goes on. */
const killServer = async (): Promise<void> => {
  const { status, body } = await file(await running(), token)
  expect(status).toBe(201)
  filed = body.number
  server.child.kill('SIGKILL')
  await server.ended
}

/** The next start has every ticket, and the number after them. */
const expectRecovery = async () => {
  server = serve()
  const url = await server.ready
  expect(server.stdout()).toBe(`Lodge is ready at ${url.replace('127.0.0.1', 'localhost')}\n`)
  expect(await file(url, token)).toMatchObject({ status: 201, body: { number: filed + 1 } })
}

const endsSoon = async (pid: number) => {
  while (identify(pid)) await sleep(10)
}

test('after a kill the next start recovers, the database still running', async () => {
  await killServer()
  const orphan = databasePid(dataDir)
  expect(orphan).toBeGreaterThan(0)
  await expectRecovery()
  expect(server.stderr()).toContain('the database of a killed Lodge is still running; ending it first')
})

test('after a kill of both the next start recovers', async () => {
  await killServer()
  process.kill(databasePid(dataDir) ?? 0, 'SIGKILL')
  await expectRecovery()
})

test('after a kill a command recovers by itself, and so does the start after it', async () => {
  await killServer()
  const made = await run(['desk', 'create', 'beta', '--name', 'Beta', '--json'], { env: { LODGE_DATA: dataDir } })
  expect(made.code).toBe(0)
  expect(databasePid(dataDir)).toBeUndefined()
  await expectRecovery()
})

test('a lock whose pid is another process’s by now, and a database file with that pid, stop nobody', async () => {
  await killServer()
  const database = databasePid(dataDir) ?? 0
  process.kill(database, 'SIGKILL')
  await endsSoon(database)
  writeFileSync(join(dataDir, 'lodge.lock'), JSON.stringify({ pid: process.pid, started: 'before', command: 'serve' }))
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(dataDir, 'postgres')}\n0\n5432\n`)
  await expectRecovery()
})

test('an operator’s shell in the database’s folder is left alone', async () => {
  await killServer()
  const shell: ChildProcess = spawn('sleep', ['60'], { cwd: join(dataDir, 'postgres') })
  await expectRecovery()
  expect(shell.exitCode ?? shell.signalCode).toBeNull()
  shell.kill()
})

test('the database killed under a running server comes back, and creations work again', async () => {
  const url = await running()
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
  await running()
  const database = databasePid(dataDir) ?? 0
  // As a service manager does that signals the whole group at once.
  process.kill(database, 'SIGTERM')
  expect(await stop(server)).toBe(0)
  expect(databasePid(dataDir)).toBeUndefined()
  expect(server.stderr()).not.toContain('starting it again')
})
