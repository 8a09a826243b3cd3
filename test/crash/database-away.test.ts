import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { kill } from '../support/lodge-process.ts'
import { connectTo } from './support/evidence.ts'
import { surviveOutage } from './support/outage.ts'
import { newScene } from './support/scene.ts'

const openScene = async () => {
  const scene = newScene()
  const { server, url } = await scene.open()
  return { scene, server, url, token: scene.token(), connect: () => connectTo(scene.dataDir) }
}

test('the database is killed under load: Lodge starts it again and goes on', async () => {
  const { scene, ...opened } = await openScene()
  await surviveOutage({
    ...opened,
    name: 'database killed',
    disturb: async (goOn) => {
      // The first process alone, all at once, and one session, upon which PostgreSQL ends all others itself.
      for (const which of [
        (pids: number[]) => pids.slice(0, 1),
        (pids: number[]) => pids,
        (pids: number[]) => pids.slice(-1),
      ]) {
        for (const pid of which(scene.databasePids())) kill(pid, 'SIGKILL')
        await goOn(50)
      }
    },
  })
}, 90_000)

test('every session is ended again and again under load: creations go on between', async () => {
  const { scene, ...opened } = await openScene()
  await surviveOutage({
    ...opened,
    name: 'sessions ended',
    disturb: async () => {
      const admin = await connectTo(scene.dataDir)
      for (let storm = 0; storm < 40; storm++) {
        await admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'lodge' and pid <> pg_backend_pid()`,
        )
        await sleep(50)
      }
      await admin.end()
    },
  })
}, 90_000)

test('the database stands still for a while: requests are turned away in time, not hung', async () => {
  const { scene, ...opened } = await openScene()
  await surviveOutage({
    ...opened,
    name: 'database stopped',
    disturb: async () => {
      const pids = scene.databasePids()
      for (const pid of pids) kill(pid, 'SIGSTOP')
      await sleep(13_000)
      for (const pid of pids) kill(pid, 'SIGCONT')
    },
  })
}, 90_000)
