import { flushCompileCache } from 'node:module'
import { openOutbound } from '../../src/channels/outbound.ts'
import { webhookChannel } from '../../src/channels/webhooks/channel.ts'
import { systemActor } from '../../src/core/actor.ts'
import type { DeskId } from '../../src/core/ids.ts'
import { startIntervention } from '../../src/core/interventions/start.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { openStore } from '../../src/store/open.ts'
import { quiet } from '../support/quiet.ts'

/** A process that runs an intervention, and kills itself at a point: `node crashing.ts <url> <folder> <desk> <point> <uid>`. */
// Now: who is killed writes nothing as it ends.
flushCompileCache()
const [, , databaseUrl = '', dataDir = '', desk = '', point = '', uid = ''] = process.argv
const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('killed')
}

const store = await openStore({ databaseUrl, dataDir, command: 'test', log: quiet })
const lodge = openLodge(store, { dataDir, log: quiet, intakeLimit: 10 })

/** It waits for a lock, all before that done, when the process dies. */
const dieAtLockOf = async (table: string): Promise<void> => {
  const holder = await store.pool.connect()
  await holder.query('begin')
  await holder.query(`lock table ${table} in exclusive mode`)
  for (;;) {
    const waits = await store.pool.query(`select from pg_locks where not granted and relation = '${table}'::regclass`)
    if ((waits.rowCount ?? 0) > 0) die()
  }
}

if (point === 'confirmed') {
  const channel = webhookChannel(openOutbound({ allow: ['127.0.0.1/32'] }))
  // The receiver has confirmed, and the final response is committed; that it was sent is not.
  await startJobs(lodge, [
    {
      ...channel,
      send: async (given) => {
        await channel.send(given)
        return die()
      },
    },
  ])
} else {
  if (point === 'ticket written') void dieAtLockOf('intervention_run')
  if (point === 'messages written') void dieAtLockOf('ticket_tag')
  const given = { intervention: 'lost', subject: null, culture: null, channel: 'api', source: 'api' }
  const requester = { externalId: null, email: 'ann@example.com', name: null }
  const how = { data: {}, uid, submit: true, firstWins: true }
  await store.db.transaction().execute(async (tx) => {
    const change = { tx, lodge, actor: systemActor(desk as DeskId) } // the test's own desk
    const started = await startIntervention(change, { ...given, requester, ...how })
    if (!started.ok) throw new Error(started.error.code)
    if (point === 'before the commit') die()
  })
  die()
}
