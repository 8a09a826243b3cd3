import { flushCompileCache } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import { type Follower, follow } from '../../src/core/events/follow.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import { ruleTimers } from '../../src/jobs/rule-timers.ts'
import { rulesFollower, runRulesTask } from '../../src/jobs/rules.ts'
import { startWorker } from '../../src/jobs/worker.ts'
import { openStore } from '../../src/store/open.ts'
import { quiet } from '../support/quiet.ts'

/** A process that runs rules, and kills itself at a given point: `node crashing.ts <database url> <point>`. */
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

/** Dies once something is so; meanwhile the work goes on. */
const dieOnce = async (sql: string, values: unknown[] = []): Promise<void> => {
  for (;;) {
    const found = await store.pool.query(sql, values)
    if ((found.rowCount ?? 0) > 0) die()
    await sleep(1)
  }
}

/** A rule waits for a lock on the table of its run, all else done, when the process dies. */
const dieUnderWay = async (): Promise<void> => {
  const holder = await store.pool.connect()
  await holder.query('begin')
  await holder.query('lock table rule_run in exclusive mode')
  setTimeout(die, 150)
}

const crashing: Follower = {
  ...rulesFollower,
  handle: async (batch) => {
    await rulesFollower.handle(batch)
    if (point === 'jobs added') die()
    const behind = `select from follower_cursor where name = 'rules' and xid >= $1::xid8`
    if (point === 'batch committed') void dieOnce(behind, [batch.upTo.xid])
  },
}

const before = await store.pool.query<{ last: string | null }>('select max(id)::text as last from rule_run')
const crashAt = async (work: () => Promise<void>): Promise<void> => {
  if (point.endsWith('begun')) die()
  if (point.endsWith('under way')) await dieUnderWay()
  const after = before.rows[0]?.last ?? '0'
  if (point.endsWith('after a rule')) void dieOnce('select from rule_run where id > $1', [after])
  await work()
  if (point.endsWith('committed')) die()
}

follow(lodge, [crashing])
const isTimer = point.startsWith('timer')
const run: typeof runRulesTask.run = (...given) =>
  isTimer ? runRulesTask.run(...given) : crashAt(() => runRulesTask.run(...given))
startWorker(lodge, { run_rules: { run } })
if (isTimer) {
  for (;;) {
    const due = await store.pool.query('select from rule_timer where due_at <= now() limit 1')
    if ((due.rowCount ?? 0) > 0) await crashAt(() => ruleTimers.run(lodge, {}))
    await sleep(5)
  }
}
