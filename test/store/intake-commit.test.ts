import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDesk } from '../../src/core/desks/create.ts'
import { startEmbedded } from '../../src/store/embedded/server.ts'
import { type IntakeResult, openIntake } from '../../src/store/intake.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { newItem } from '../support/intake.ts'
import { quiet } from '../support/lodge.ts'

/** A server of this file's own, whose commits can be held: they wait for a standby that is not there. */
const dataDir = mkdtempSync(join(tmpdir(), 'lodge-commit-'))
let server: Awaited<ReturnType<typeof startEmbedded>>
let admin: pg.Client
let store: Store

beforeAll(async () => {
  server = await startEmbedded(dataDir, { settings: { wal_level: 'replica', max_wal_senders: '1' } })
  const { host, user } = server.connection
  admin = new pg.Client({ host, user, database: 'postgres' })
  await admin.connect()
  const databaseUrl = `postgres://${user}@/postgres?host=${encodeURIComponent(String(host))}`
  store = await openStore({ databaseUrl, dataDir, command: 'test', log: quiet })
})
afterAll(async () => {
  await store?.close()
  await admin?.end()
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const holdCommits = async () => {
  await admin.query(`alter system set synchronous_standby_names = 'nobody'`)
  await admin.query('select pg_reload_conf()')
  // Another process of the server puts it into effect: try until a commit waits.
  let waits = false
  while (!waits) {
    let done = false
    const probe = store.pool.query('update migration set name = name').then(() => {
      done = true
    })
    while (!waits && !done) {
      const found = await admin.query<{ pid: number }>(`select pid from pg_stat_activity where wait_event = 'SyncRep'`)
      waits = found.rows.length > 0
      for (const { pid } of found.rows) await admin.query('select pg_cancel_backend($1)', [pid])
    }
    await probe
  }
}
const letCommit = async () => {
  await admin.query('alter system reset synchronous_standby_names')
  await admin.query('select pg_reload_conf()')
}
const until = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row> => {
  for (;;) {
    const found = await admin.query<Row>(sql)
    if (found.rows[0]) return found.rows[0]
    await new Promise((done) => setTimeout(done, 10))
  }
}
const committing = () =>
  until<{ pid: number }>(
    `select pid from pg_stat_activity where wait_event = 'SyncRep' and query like '%create_tickets(%'`,
  )

const start = async (slug: string) => {
  const desk = await createDesk(store, { slug, name: 'A desk' })
  if (!desk.ok) throw new Error(desk.error.code)
  const { id } = desk.value
  const answers: IntakeResult[] = []
  let committed = 0
  const intake = openIntake(store.pool, store.nextId, { limit: 100, onCommit: () => committed++ })
  const submit = async (email: string) => {
    const answer = await intake.submit(newItem(store, desk.value, { requester: { email } }))
    answers.push(answer)
    return answer
  }
  const count = async () => {
    const found = await store.pool.query(
      `select (select count(*)::integer from ticket where desk_id = $1) as tickets,
         (select count(*)::integer from event where desk_id = $1) as events`,
      [id],
    )
    return found.rows[0]
  }
  return { submit, answers, committed: () => committed, count }
}

test('nobody is answered before the commit is durable', async () => {
  const { submit, answers, committed, count } = await start('before-commit')
  await holdCommits()
  const creations = ['ann', 'bob'].map((name) => submit(`${name}@example.com`))
  await committing()
  // The statement is done, its rows may be on their way; the commit is not.
  expect([answers.length, committed()]).toEqual([0, 0])
  await letCommit()
  await Promise.all(creations)
  expect(await count()).toEqual({ tickets: 2, events: 2 })
  expect(committed()).toBe(1)
})

test('a commit whose answer was lost is found, not repeated', async () => {
  const { submit, count } = await start('lost-answer')
  await submit('ann@example.com')
  await holdCommits()
  const creations = [submit('ann@example.com'), submit('bob@example.com'), submit('bob@example.com')]
  const { pid } = await committing()
  // PostgreSQL keeps what is committed locally and ends the session without a word about it.
  await admin.query('select pg_terminate_backend($1)', [pid])
  await letCommit()
  expect(await Promise.all(creations)).toMatchObject([
    { number: 2, contact: { email: 'ann@example.com', created: false } },
    { number: 3, contact: { email: 'bob@example.com', created: true } },
    { number: 4, contact: { email: 'bob@example.com', created: true } },
  ])
  expect(await count()).toEqual({ tickets: 4, events: 4 })
})
