import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { connectTo } from './support/evidence.ts'
import { ballast, onSmallDisk, quota } from './support/full-disk.ts'
import { surviveOutage } from './support/outage.ts'
import { newScene, say } from './support/scene.ts'

const FULL_MS = 6_000

test('a full disk under load: clear errors, and creations again once there is space', async () => {
  const scene = newScene()
  const prefix = onSmallDisk(scene.dataDir, 192)
  const { server, url } = await scene.open({ ...(prefix ? { prefix } : {}) })
  // The small disk is seen by its own processes only, and through them.
  const root = prefix ? `/proc/${server.child.pid}/root` : ''
  if (!prefix) say('no mount is permitted here: a limit on the size of files has to do')
  const disk = prefix
    ? ballast(root + scene.dataDir)
    : quota(() => [server.child.pid ?? 0, ...scene.databasePids()], 1 << 20)
  const ledger = await surviveOutage({
    name: 'disk full',
    server,
    url,
    token: scene.token(),
    connect: () => connectTo(scene.dataDir, root),
    disturb: async () => {
      disk.fill()
      await sleep(FULL_MS)
      disk.free()
    },
  })
  expect(ledger.refused.size).toBeGreaterThan(0)
})

test('a used-up quota under load: clear errors, and creations again once it is raised', async () => {
  const scene = newScene()
  const { server, url } = await scene.open()
  const disk = quota(() => [server.child.pid ?? 0, ...scene.databasePids()], 1 << 20)
  const ledger = await surviveOutage({
    name: 'quota used up',
    server,
    url,
    token: scene.token(),
    connect: () => connectTo(scene.dataDir),
    disturb: async () => {
      disk.fill()
      await sleep(FULL_MS)
      disk.free()
    },
  })
  expect(ledger.refused.size).toBeGreaterThan(0)
  // It went all the way: PostgreSQL gives up where it cannot write its log, and Lodge started it until it could.
  expect(readFileSync(join(scene.dataDir, 'postgres.log'), 'utf8')).toContain('PANIC')
})
