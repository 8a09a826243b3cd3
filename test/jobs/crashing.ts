import { flushCompileCache } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import { type Follower, follow } from '../../src/core/events/follow.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import { relay } from '../../src/jobs/relay.ts'
import { tasks } from '../../src/jobs/tasks.ts'
import { startWorker } from '../../src/jobs/worker.ts'
import { openStore } from '../../src/store/open.ts'
import { quiet } from '../support/quiet.ts'

/** A process that runs the relay and its jobs, and kills itself at a given point: `node crashing.ts <database url> <point>`. */
// Now: who is killed writes nothing as it ends.
flushCompileCache()
const [, , databaseUrl = '', point = ''] = process.argv
const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('killed')
}

const store = await openStore({ databaseUrl, dataDir: '/nowhere', command: 'test', log: quiet })
const lodge = openLodge(store, { dataDir: '/nowhere', log: quiet, intakeLimit: 10 })
await runMigrations({ pgPool: store.pool })

const follower = relay(tasks)
const crashing: Follower = {
  ...follower,
  handle: async (batch) => {
    if (point === 'events read') die()
    await follower.handle(batch)
    if (point === 'jobs added') die()
    if (point === 'batch committed') dieOnceBehind(batch.upTo.xid)
  },
}
const dieOnceBehind = async (xid: string): Promise<void> => {
  for (;;) {
    const found = await store.pool.query(`select from follower_cursor where name = 'relay' and xid >= $1::xid8`, [xid])
    if (found.rowCount === 1) die()
    await sleep(1)
  }
}

const counting = tasks.count_tickets
if (!counting) throw new Error('no such task')
const crashingTasks = {
  count_tickets: {
    ...counting,
    run: async (...given: Parameters<typeof counting.run>) => {
      if (point === 'job begun') die()
      if (point === 'job under way') await dieUnderWay()
      await counting.run(...given)
      if (point === 'job committed') die()
    },
  },
}
/** The job's statement waits for a lock on the table it writes to when the process dies. */
const dieUnderWay = async (): Promise<void> => {
  const holder = await store.pool.connect()
  await holder.query('begin')
  await holder.query('lock table ticket_daily in exclusive mode')
  setTimeout(die, 50)
}

follow(lodge, [crashing])
startWorker(lodge, crashingTasks)
