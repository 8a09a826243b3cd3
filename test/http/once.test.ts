import { expect, test } from 'vitest'
import { recordEvent } from '../../src/core/events/record.ts'
import { once } from '../../src/http/once.ts'
import { Problem } from '../../src/http/problem.ts'
import { rowsOf } from '../support/intake.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'

/** A route that changes something, as all of /v1 but the creation of tickets: it makes a tag. */
const lodge = useLodge({
  routes: (app, opened) => {
    const config = { policy: { scope: 'admin' as const } }
    for (const url of ['/test/tags', '/test/labels'])
      app.post<{ Body: { name: string; empty?: boolean; refuse?: boolean } }>(url, { config }, (request, reply) =>
        once(opened, request, reply, async (change) => {
          const { name, empty, refuse } = request.body
          const id = opened.store.nextId()
          await change.tx.insertInto('tag').values({ desk_id: change.actor.deskId, id, name }).execute()
          await recordEvent(change, { type: 'tag.created', data: { tag: { id, name } } })
          if (refuse) throw new Problem(409, 'refused', 'No.')
          return empty ? { status: 204, body: undefined } : { status: 201, body: { z: 1, id, name, a: 'é\u2028' } }
        }),
      )
  },
})

const make = (desk: TestDesk, key: string | undefined, body: object, url = '/test/tags', token = desk.token) =>
  lodge.call(token, 'POST', url, body, key === undefined ? {} : { 'idempotency-key': key })

test('201 replays status and body byte for byte', async () => {
  const desk = await lodge.desk()
  const first = await make(desk, 'k', { name: 'a' })
  await lodge.store.pool.query(`update tag set name = 'changed' where desk_id = $1`, [desk.id])
  const again = await make(desk, 'k', { name: 'a' })
  expect([again.status, again.text]).toEqual([201, first.text])
  expect(again.headers['content-type']).toBe(first.headers['content-type'])
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect(first.headers).not.toHaveProperty('idempotency-replayed')
  expect(await rowsOf(lodge, desk)).toMatchObject({ tag: 1, event: 1, idempotency_key: 1 })
})

test('201 twice without a key', async () => {
  const desk = await lodge.desk()
  await make(desk, undefined, { name: 'a' })
  expect((await make(desk, undefined, { name: 'b' })).status).toBe(201)
  expect(await rowsOf(lodge, desk)).toMatchObject({ tag: 2, event: 2, idempotency_key: 0 })
})

test('204 replays an answer without a body', async () => {
  const desk = await lodge.desk()
  const body = { name: 'a', empty: true }
  expect((await make(desk, 'k', body)).status).toBe(204)
  const again = await make(desk, 'k', body)
  expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([204, '', 'true'])
})

test('409 another payload, and another route, under the same key', async () => {
  const desk = await lodge.desk()
  await make(desk, 'k', { name: 'a' })
  for (const other of [
    await make(desk, 'k', { name: 'b' }),
    await make(desk, 'k', { name: 'a' }, '/test/labels'),
    await make(desk, 'k', { name: 'a' }, '/test/tags?x=1'),
    await make(desk, 'k', { requester: { email: 'ann@example.com' }, subject: 'Help' }, '/v1/tickets'),
  ]) {
    expect(other.status).toBe(409)
    expect(other.json.code).toBe('idempotency_key_conflict')
  }
  expect(await rowsOf(lodge, desk)).toMatchObject({ tag: 1, ticket: 0, event: 1 })
})

test('409 under the key of a ticket’s creation', async () => {
  const desk = await lodge.desk()
  const ticket = { requester: { email: 'ann@example.com' }, subject: 'Help' }
  expect((await make(desk, 'k', ticket, '/v1/tickets')).status).toBe(201)
  expect((await make(desk, 'k', { name: 'a' })).status).toBe(409)
  expect((await make(desk, 'k', ticket, '/v1/tickets')).headers['idempotency-replayed']).toBe('true')
})

test.each([2, 20])('201 %i at once make one', async (count) => {
  const desk = await lodge.desk()
  const answers = await Promise.all(Array.from({ length: count }, () => make(desk, 'k', { name: 'a' })))
  expect(answers.map((answer) => answer.status)).toEqual(Array(count).fill(201))
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
  expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true')).toHaveLength(count - 1)
  expect(await rowsOf(lodge, desk)).toMatchObject({ tag: 1, event: 1 })
})

test('201 the key of another credential is another key', async () => {
  const desk = await lodge.desk()
  await make(desk, 'k', { name: 'a' })
  const other = await lodge.token(desk, ['admin'])
  expect((await make(desk, 'k', { name: 'b' }, '/test/tags', other)).status).toBe(201)
})

test('409 a refused change is undone, its key with it', async () => {
  const desk = await lodge.desk()
  expect((await make(desk, 'k', { name: 'a', refuse: true })).json.code).toBe('refused')
  expect(await rowsOf(lodge, desk)).toMatchObject({ tag: 0, event: 0, idempotency_key: 0 })
  expect((await make(desk, 'k', { name: 'a' })).status).toBe(201)
})

test('400 an empty key, and one of more than 255 characters', async () => {
  const desk = await lodge.desk()
  for (const key of ['', 'k'.repeat(256)])
    expect((await make(desk, key, { name: 'a' })).json.code).toBe('invalid_idempotency_key')
  expect((await make(desk, 'k'.repeat(255), { name: 'a' })).status).toBe(201)
})
