import { expect, test } from 'vitest'
import { AUDITED_NOUNS, auditedData } from '../../src/core/audit/audited.ts'
import { EVENT_TYPES } from '../../src/http/v1/webhooks/event-types.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { useJobs } from '../support/rules.ts'

const lodge = useLodge()
useJobs(lodge)

const call = (desk: TestDesk, method: string, path: string, body?: object) =>
  lodge.call(desk.token, method, `/v1${path}`, body)
const written = () =>
  until(async () => {
    const done = await lodge.store.pool.query(
      `select from follower_cursor c where name = 'audit'
         and not exists (select from event e where (e.xid, e.id) > (c.xid, c.id))`,
    )
    return done.rowCount === 1
  })
const audit = async (desk: TestDesk, query = '') => {
  await written()
  return (await call(desk, 'GET', `/audit?${query}`)).json
}
const verify = async (desk: TestDesk) => (await call(desk, 'GET', '/audit/verification')).json

/** Five entries, the last of them a tag. */
const deskWithEntries = async (): Promise<TestDesk> => {
  const desk = await lodge.desk()
  for (const name of ['one', 'two', 'three', 'four', 'five']) await call(desk, 'POST', '/tags', { name })
  await written()
  return desk
}

test('200 who did what, the newest first, by actor, type and time, and as CSV', async () => {
  const desk = await lodge.desk()
  const began = new Date().toISOString()
  await call(desk, 'POST', '/tickets', { requester: { email: 'ann@example.com' }, subject: 'Hi' })
  await call(desk, 'POST', '/departments', { name: '=Sales' })
  const { json: made } = await call(desk, 'POST', '/credentials', { kind: 'token', name: 'Shop' })
  await call(desk, 'PUT', '/blocklist', { value: 'eve@example.com' })
  const all = await audit(desk)
  expect(all.data.map(({ seq, type }: { seq: number; type: string }) => [seq, type])).toEqual([
    [3, 'blocklist.added'],
    [2, 'credential.created'],
    [1, 'department.created'],
  ])
  expect(all.data[1]).toMatchObject({ actor: { kind: 'token', name: 'test' }, data: { credential: { name: 'Shop' } } })
  expect(JSON.stringify(all.data)).not.toContain(made.secret)
  // No row is ever erased, so that none says who a customer is.
  expect(JSON.stringify(all.data[0])).not.toContain('eve@')
  const types = async (query: string) => (await audit(desk, query)).data.map(({ type }: { type: string }) => type)
  expect(await types('type=credential')).toEqual(['credential.created'])
  expect(await types('type=department.created')).toEqual(['department.created'])
  expect(await types(`actor=${all.data[0].actor.id}`)).toHaveLength(3)
  expect(await types('actor=nobody')).toEqual([])
  expect(await types(`from=${began}`)).toHaveLength(3)
  expect(await types(`to=${began}`)).toEqual([])
  const first = await audit(desk, 'limit=2')
  expect(await types(`limit=2&cursor=${first.next_cursor}`)).toEqual(['department.created'])
  const csv = await call(desk, 'GET', '/audit?format=csv')
  expect(csv.text.split('\r\n')).toHaveLength(5)
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  const reader = await lodge.token(desk, ['settings:read'])
  expectProblem(await lodge.call(reader, 'GET', '/v1/audit'), 403, 'insufficient_scope')
})

const HEX = /^[0-9a-f]{64}$/

test('200 an untouched log is as it was written, its head the newest hash', async () => {
  const desk = await deskWithEntries()
  const [newest] = (await audit(desk)).data
  expect(await verify(desk)).toEqual({ entries: 5, head: newest.hash, broken: null })
  const nothing = await lodge.desk()
  expect(await verify(nothing)).toEqual({ entries: 0, head: expect.stringMatching(HEX), broken: null })
})

/** What somebody at the database could do, and what is said of it. */
const TAMPERINGS: [what: string, sql: string, broken: object][] = [
  [
    'a changed row',
    `update audit_entry set actor_name = 'eve' where desk_id = $1 and seq = 3`,
    { seq: 3, problem: 'changed' },
  ],
  ['changed data', `update audit_entry set data = '{}' where desk_id = $1 and seq = 2`, { seq: 2, problem: 'changed' }],
  ['a removed row', 'delete from audit_entry where desk_id = $1 and seq = 3', { seq: 3, problem: 'removed' }],
  ['the first row removed', 'delete from audit_entry where desk_id = $1 and seq = 1', { seq: 1, problem: 'removed' }],
  ['the last rows removed', 'delete from audit_entry where desk_id = $1 and seq > 3', { seq: 4, problem: 'removed' }],
  [
    'a row that closes up after a removed one',
    `with gone as (delete from audit_entry where desk_id = $1 and seq = 3)
     update audit_entry set seq = seq - 10 where desk_id = $1 and seq > 3`,
    { seq: -6, problem: 'inserted' },
  ],
  [
    'a row put at the end',
    `insert into audit_entry select desk_id, 6, event_id, type, actor_kind, actor_id, actor_name, data, created_at, hash, hash
     from audit_entry where desk_id = $1 and seq = 5`,
    { seq: 6, problem: 'changed' },
  ],
  [
    'two rows changed for each other',
    `update audit_entry a set type = b.type, data = b.data, actor_name = b.actor_name, event_id = b.event_id,
       created_at = b.created_at, hash = b.hash, previous = b.previous
     from audit_entry b where a.desk_id = $1 and b.desk_id = $1 and (a.seq, b.seq) in ((2, 4), (4, 2))`,
    { seq: 2, problem: 'changed' },
  ],
  [
    'the last digest changed',
    `update audit_head set hash = '\\x00' where desk_id = $1`,
    { seq: 5, problem: 'changed' },
  ],
]

test.each(TAMPERINGS)('%s shows', async (_, sql, broken) => {
  const desk = await deskWithEntries()
  await lodge.store.pool.query(sql, [desk.id])
  expect((await verify(desk)).broken).toEqual(broken)
})

test('each kind of event is in it or is known not to be', () => {
  const DAILY_WORK = [
    ...['activity', 'attachment', 'company', 'delivery_lane', 'hook_delivery', 'inbound_mail', 'mail', 'message'],
    ...['sla', 'slack', 'view', 'watchlist'],
  ]
  const nouns = new Set(Object.keys(EVENT_TYPES).map((type) => type.split('.')[0] ?? ''))
  expect([...nouns].filter((noun) => !AUDITED_NOUNS.includes(noun) && !DAILY_WORK.includes(noun))).toEqual([])
  const kept = (type: string) => auditedData(type, '{}') !== undefined
  expect(['ticket.created', 'contact.updated', 'rule.notified', 'intervention.run'].filter(kept)).toEqual([])
  expect(['ticket.erased', 'contact.erased', 'rule.updated', 'session.created'].filter(kept)).toHaveLength(4)
})
