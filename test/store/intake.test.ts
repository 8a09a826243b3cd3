import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isUnavailable } from '../../src/store/errors.ts'
import { IntakeFull, openIntake } from '../../src/store/intake.ts'
import { newItem, rowsOf } from '../support/intake.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'

const lodge = useLodge()
let admin: pg.Client

beforeAll(async () => {
  admin = new pg.Client(lodge.databaseUrl)
  await admin.connect()
})
afterAll(() => admin.end())

const submit = (desk: TestDesk, over: Parameters<typeof newItem>[2] = {}) =>
  lodge.lodge.intake.submit(newItem(lodge.store, desk, { requester: { email: 'ann@example.com' }, ...over }))

/** Holds the desk's counter, so that its creations wait inside the database until `let go`. */
const holdCounter = async (desk: TestDesk) => {
  await admin.query('begin')
  await admin.query('select from desk_counter where desk_id = $1 for update', [desk.id])
  return () => admin.query('rollback')
}

/** The sessions that create tickets just now, once there are as many as expected. */
const sessions = async (count = 1): Promise<number[]> => {
  for (;;) {
    // Not the admin's session: within a transaction it sees this view as it was at first.
    const found = await lodge.store.pool.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and state = 'active' and wait_event_type = 'Lock' and query like '%create_tickets(%'`,
    )
    if (found.rows.length === count) return found.rows.map((row) => row.pid)
    await new Promise((done) => setTimeout(done, 10))
  }
}

const settled = (results: PromiseSettledResult<unknown>[]) => results.map((result) => result.status)

test('creations of one moment are one commit', async () => {
  const desk = await lodge.desk()
  await Promise.all(Array.from({ length: 30 }, () => submit(desk)))
  const found = await admin.query('select count(distinct xid)::integer as commits from event where desk_id = $1', [
    desk.id,
  ])
  expect(found.rows[0].commits).toBe(1)
})

test('creations that come while a commit is in flight are the next one', async () => {
  const desk = await lodge.desk()
  const letGo = await holdCounter(desk)
  const first = submit(desk)
  await sessions()
  const others = Array.from({ length: 30 }, () => submit(desk))
  await letGo()
  await Promise.all([first, ...others])
  const found = await admin.query('select count(distinct xid)::integer as commits from event where desk_id = $1', [
    desk.id,
  ])
  expect(found.rows[0].commits).toBe(2)
})

test('one creation at fault never fails its neighbours', async () => {
  const desk = await lodge.desk()
  const taken = newItem(lodge.store, desk).ticket.id
  await submit(desk, { ticket: { id: taken } })
  const results = await Promise.allSettled([
    submit(desk),
    submit(desk, { ticket: { id: taken } }),
    submit(desk, { requester: { email: 'bob@example.com' } }),
    submit(desk, { ticket: { department: { id: 'no number', name: '' } } }),
    submit(desk),
  ])
  expect(settled(results)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
  expect(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))).toMatchObject([
    { number: 2 },
    { number: 3 },
    { number: 4 },
  ])
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 4, message: 4, event: 4, contact: 2 })
})

test('a text that cannot be written fails itself alone, and is not counted as waiting', async () => {
  const desk = await lodge.desk()
  const results = await Promise.allSettled([submit(desk), submit(desk, { ticket: { subject: 'nul \0' } })])
  expect(settled(results)).toEqual(['fulfilled', 'rejected'])
  await new Promise(setImmediate)
  expect(lodge.lodge.intake.waiting()).toBe(0)
})

test('more than the limit waiting: IntakeFull, and nothing of it is written', async () => {
  const desk = await lodge.desk()
  const intake = openIntake(lodge.store.pool, lodge.store.nextId, { limit: 3, onCommit: () => {} })
  const results = await Promise.allSettled(
    Array.from({ length: 5 }, () =>
      intake.submit(newItem(lodge.store, desk, { requester: { email: 'ann@example.com' } })),
    ),
  )
  expect(settled(results)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'])
  expect(results.at(-1)).toMatchObject({ reason: expect.any(IntakeFull) })
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 3, event: 3 })
  await new Promise(setImmediate)
  expect(intake.waiting()).toBe(0)
})

test('a session that is ended while its group waits: the group is written again, once', async () => {
  const desk = await lodge.desk()
  const letGo = await holdCounter(desk)
  const creations = Array.from({ length: 10 }, () => submit(desk))
  const [pid] = await sessions()
  await admin.query('select pg_terminate_backend($1)', [pid])
  await letGo()
  const results = await Promise.all(creations)
  expect(results.map((result) => (result.outcome === 'created' ? result.number : 0))).toEqual(
    Array.from({ length: 10 }, (_, n) => n + 1),
  )
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 10, message: 10, event: 10, contact: 1 })
})

test('a session that ends while it is held and idle does not end the process', async () => {
  const client = await lodge.store.pool.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const ended = new Promise((done) => client.once('end', done))
  await admin.query('select pg_terminate_backend($1)', [rows[0].pid])
  await ended
  const error = await client.query('select 1').catch((reason: unknown) => reason)
  expect(isUnavailable(error)).toBe(true)
  client.release(true)
})

test('a deadlock with another writer: the creation is tried again', async () => {
  const desk = await lodge.desk()
  // The other writer has the key and wants the counter; the creation has the counter and wants the key.
  // The creation looks for a deadlock first, unless this machine is very busy.
  await admin.query(`set deadlock_timeout = '5s'`)
  await admin.query('begin')
  await admin.query(`insert into idempotency_key (desk_id, credential_id, key, request_hash) values ($1, 1, 'k', '')`, [
    desk.id,
  ])
  const creation = submit(desk, { idempotency: { key: 'k', requestHash: '00' } })
  await sessions()
  await admin.query('select from desk_counter where desk_id = $1 for update', [desk.id]).catch(() => {})
  await admin.query('rollback')
  await admin.query('reset deadlock_timeout')
  expect(await creation).toMatchObject({ outcome: 'created', number: 1 })
})

test('a creation that meets an identity made in between is tried again', async () => {
  const desk = await lodge.desk()
  await admin.query('begin')
  await admin.query(`insert into contact (desk_id, id, email) values ($1, 7, 'ann@example.com')`, [desk.id])
  await admin.query(
    `insert into contact_identity (desk_id, kind, value, contact_id) values ($1, 'email', 'ann@example.com', 7)`,
    [desk.id],
  )
  const creation = submit(desk)
  await sessions()
  await admin.query('commit')
  expect(await creation).toMatchObject({ outcome: 'created', contact: { id: '7', created: false } })
})
