import { expect, test } from 'vitest'
import { contactsOf, rowsOf } from '../support/intake.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'

const lodge = useLodge()

const body = { requester: { email: 'ann@example.com', name: 'Ann' }, subject: 'Help' }

const create = (token: string, key: string, given: unknown = body) =>
  lodge.call(token, 'POST', '/v1/tickets', given, { 'idempotency-key': key })

const upload = async (desk: TestDesk): Promise<string> => {
  const id = lodge.store.nextId()
  await lodge.store.db
    .insertInto('attachment')
    .values({
      desk_id: desk.id,
      id,
      name: 'a.png',
      media_type: 'image/png',
      size: '3',
      sha256: Buffer.alloc(32),
      storage_key: id,
    })
    .execute()
  return id
}

const member = (desk: TestDesk, name: string) =>
  lodge.store.db
    .insertInto('member')
    .values({ desk_id: desk.id, id: lodge.store.nextId(), email: `${name}@example.com`, name, role: 'agent' })
    .execute()

test('201 replays byte for byte, whatever became of the ticket', async () => {
  const desk = await lodge.desk()
  await member(desk, 'kim')
  const rich = {
    ...body,
    body: '**Hello** "you" \\ \u2028 🎫',
    body_format: 'markdown',
    assignee: 'auto',
    priority: 'high',
    tags: ['b', 'a'],
    fields: { z: '1', a: '2' },
    metadata: { z: { 10: 'x', 2: [1, 1.5, -0, 1e21, true, null, ''] }, a: 'é' },
    participants: [{ role: 'cc', email: 'Bob@Example.com', name: 'Bob' }],
    opened_at: '2026-01-02T03:04:05+02:00',
    attachments: [await upload(desk)],
    notify: { requester: false },
  }
  const first = await create(desk.token, 'k', rich)
  expect(first.status).toBe(201)
  expect(first.headers).not.toHaveProperty('idempotency-replayed')
  expect(first.json.assignee.name).toBe('kim')
  for (const table of ['ticket', 'message', 'contact', 'member', 'department', 'attachment'])
    await lodge.store.pool.query(`update ${table} set created_at = '2020-01-01' where desk_id = $1`, [desk.id])
  await lodge.store.pool.query(`update ticket set subject = 'Changed', status = 'closed' where desk_id = $1`, [desk.id])
  await lodge.store.pool.query(`update contact set name = 'Changed' where desk_id = $1`, [desk.id])
  await lodge.store.pool.query(`update member set name = 'Changed' where desk_id = $1`, [desk.id])
  const again = await create(desk.token, 'k', rich)
  expect(again.status).toBe(201)
  expect(again.text).toBe(first.text)
  expect(again.headers['content-type']).toBe(first.headers['content-type'])
  expect(again.headers.location).toBe(first.headers.location)
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 1, message: 1, event: 1, idempotency_key: 1 })
})

test('201 replays a plain ticket byte for byte', async () => {
  const desk = await lodge.desk()
  const first = await create(desk.token, 'k')
  expect((await create(desk.token, 'k')).text).toBe(first.text)
})

test('201 replays when white space and the order of fields differ', async () => {
  const desk = await lodge.desk()
  const first = await create(desk.token, 'k')
  const again = await create(
    desk.token,
    'k',
    '{ "subject":"Help",\n"requester":{"name":"Ann","email":"ann@example.com"}}',
  )
  expect(again.text).toBe(first.text)
})

test('201 replays a creation whose department was archived since', async () => {
  const desk = await lodge.desk()
  const id = lodge.store.nextId()
  await lodge.store.db.insertInto('department').values({ desk_id: desk.id, id, name: 'Sales' }).execute()
  const first = await create(desk.token, 'k', { ...body, department: 'sales' })
  await lodge.store.db.updateTable('department').set({ deleted_at: new Date() }).where('id', '=', id).execute()
  lodge.lodge.desks.forget(desk.id)
  expect((await create(desk.token, 'k', { ...body, department: 'sales' })).text).toBe(first.text)
  expect((await create(desk.token, 'k2', { ...body, department: 'sales' })).status).toBe(400)
})

test('409 another payload under the same key', async () => {
  const desk = await lodge.desk()
  await create(desk.token, 'k')
  const other = await create(desk.token, 'k', { ...body, subject: 'Other' })
  expect(other.status).toBe(409)
  expect(other.json.code).toBe('idempotency_key_conflict')
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 1, event: 1 })
})

test('409 another payload under the same key at the same instant: one of them wins', async () => {
  const desk = await lodge.desk()
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => create(desk.token, 'k', { ...body, subject: `Subject ${n}` })),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(9).fill(409)])
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 1, event: 1 })
})

test.each([2, 20])('201 %i at once make one ticket', async (count) => {
  const desk = await lodge.desk()
  const answers = await Promise.all(Array.from({ length: count }, () => create(desk.token, 'k')))
  expect(answers.map((answer) => answer.status)).toEqual(Array(count).fill(201))
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
  expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true')).toHaveLength(count - 1)
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 1, contact: 1, message: 1, event: 1 })
})

test('201 the key of another credential is another key', async () => {
  const desk = await lodge.desk()
  const other = await lodge.token(desk, ['tickets:create'])
  expect((await create(desk.token, 'k')).json.number).toBe(1)
  expect((await create(other, 'k', { ...body, subject: 'Other' })).json.number).toBe(2)
})

test('201 a key of 255 characters; 400 an empty one, and one of 256', async () => {
  const desk = await lodge.desk()
  expect((await create(desk.token, 'k'.repeat(255))).status).toBe(201)
  for (const key of ['', 'k'.repeat(256)]) {
    const refused = await create(desk.token, key)
    expect(refused.status).toBe(400)
    expect(refused.json).toMatchObject({ code: 'invalid_idempotency_key', errors: [{ path: 'Idempotency-Key' }] })
  }
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 1 })
})

test('201 a key is not used up by a request that was refused', async () => {
  const desk = await lodge.desk()
  expect((await create(desk.token, 'k', { ...body, subjec: 'Help' })).status).toBe(400)
  expect((await create(desk.token, 'k', { ...body, department: 'Nowhere' })).status).toBe(400)
  expect((await create(desk.token, 'k', { ...body, attachments: ['1'] })).status).toBe(400)
  expect((await create(desk.token, 'k')).status).toBe(201)
})

test('202 replays a creation that was blocked, also after the block is lifted', async () => {
  const desk = await lodge.desk()
  await lodge.store.db
    .insertInto('blocklist')
    .values({ desk_id: desk.id, value: 'example.com', reason: null })
    .execute()
  const first = await create(desk.token, 'k')
  expect(first.status).toBe(202)
  await lodge.store.db.deleteFrom('blocklist').where('desk_id', '=', desk.id).execute()
  const again = await create(desk.token, 'k')
  expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([202, first.text, 'true'])
  expect((await create(desk.token, 'k', { ...body, subject: 'Other' })).status).toBe(409)
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 0, contact: 0, event: 1 })
})

test('201 replays a creation whose requester was blocked since', async () => {
  const desk = await lodge.desk()
  const first = await create(desk.token, 'k')
  await lodge.store.db
    .insertInto('blocklist')
    .values({ desk_id: desk.id, value: 'example.com', reason: null })
    .execute()
  expect((await create(desk.token, 'k')).text).toBe(first.text)
  expect(await contactsOf(lodge, desk)).toHaveLength(1)
})
