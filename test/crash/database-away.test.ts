import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { kill } from '../support/lodge-process.ts'
import { connectTo } from './support/evidence.ts'
import { newLedger } from './support/ledger.ts'
import { surviveOutage } from './support/outage.ts'
import { newScene } from './support/scene.ts'

test('the database is killed, loses its sessions again and again, and stands still, under load: Lodge goes on', async () => {
  const scene = newScene()
  const { server, url } = await scene.open()
  const connect = () => connectTo(scene.dataDir)
  const opened = { server, url, token: scene.token(), connect, ledger: newLedger() }
  await surviveOutage({
    ...opened,
    name: 'database killed: Lodge starts it again',
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
  await surviveOutage({
    ...opened,
    name: 'sessions ended: creations go on between',
    disturb: async () => {
      const admin = await connect()
      for (let storm = 0; storm < 40; storm++) {
        await admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'lodge' and pid <> pg_backend_pid()`,
        )
        await sleep(50)
      }
      await admin.end()
    },
  })
  await surviveOutage({
    ...opened,
    name: 'database stopped: requests are turned away in time, not hung',
    disturb: async () => {
      const pids = scene.databasePids()
      for (const pid of pids) kill(pid, 'SIGSTOP')
      await sleep(13_000)
      for (const pid of pids) kill(pid, 'SIGCONT')
    },
  })
}, 600_000)
