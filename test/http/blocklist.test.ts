import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const block = (desk: TestDesk, body: object, headers = {}) =>
  lodge.call(desk.token, 'PUT', '/v1/blocklist', body, headers)
const unblock = (desk: TestDesk, value: string) =>
  lodge.call(desk.token, 'DELETE', `/v1/blocklist/${encodeURIComponent(value)}`)
const file = async (desk: TestDesk, email: string) =>
  (await lodge.call(desk.token, 'POST', '/v1/tickets', { requester: { email }, subject: 'Hi' })).status

test('201 keeps out an address, 200 says anew why; 200 lets it in again', async () => {
  const desk = await lodge.desk()
  const made = await block(desk, { value: ' Eve@Example.com ', reason: 'spam' })
  expect(made).toMatchObject({ status: 201, json: { value: 'eve@example.com', reason: 'spam' } })
  expect([await file(desk, 'eve@example.com'), await file(desk, 'ann@example.com')]).toEqual([202, 201])
  const again = await block(desk, { value: 'eve@example.com' })
  expect(again).toMatchObject({ status: 200, json: { ...made.json, reason: null } })
  const removed = await unblock(desk, 'EVE@example.com')
  expect(removed).toMatchObject({ status: 200, json: again.json })
  expect(await file(desk, 'eve@example.com')).toBe(201)
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type.startsWith('blocklist'))
  expect(events).toEqual([
    { type: 'blocklist.added', data: { entry: made.json } },
    { type: 'blocklist.updated', data: { entry: again.json } },
    { type: 'blocklist.removed', data: { entry: removed.json } },
  ])
})

test('201 keeps out a whole domain, in any spelling of it', async () => {
  const desk = await lodge.desk()
  expect((await block(desk, { value: 'Bücher.Example' })).json.value).toBe('xn--bcher-kva.example')
  expect(await file(desk, 'ann@bücher.example')).toBe(202)
  expect((await unblock(desk, 'BÜCHER.example')).status).toBe(200)
  expect(await file(desk, 'ann@bücher.example')).toBe(201)
})

test('200 lists by value, page by page', async () => {
  const desk = await lodge.desk()
  for (const value of ['c.example', 'a@c.example', 'b.example']) await block(desk, { value })
  const first = await lodge.call(desk.token, 'GET', '/v1/blocklist?limit=2')
  expect(first.json.data.map(({ value }: { value: string }) => value)).toEqual(['a@c.example', 'b.example'])
  const second = await lodge.call(desk.token, 'GET', `/v1/blocklist?limit=2&cursor=${first.json.next_cursor}`)
  expect(second.json).toMatchObject({ data: [{ value: 'c.example' }], next_cursor: null })
})

test('the same key replays the answer', async () => {
  const desk = await lodge.desk()
  const first = await block(desk, { value: 'b.example' }, { 'idempotency-key': 'k' })
  const again = await block(desk, { value: 'b.example' }, { 'idempotency-key': 'k' })
  expect(again).toMatchObject({ status: 201, text: first.text, headers: { 'idempotency-replayed': 'true' } })
  const other = await block(desk, { value: 'c.example' }, { 'idempotency-key': 'k' })
  expectProblem(other, 409, 'idempotency_key_conflict')
})

test.each([
  ['neither address nor domain', { value: 'eve' }, 'value'],
  ['half an address', { value: '@example.com' }, 'value'],
  ['no value', {}, 'value'],
  ['a long reason', { value: 'a.example', reason: 'x'.repeat(501) }, 'reason'],
  ['an unknown field', { value: 'a.example', until: 'x' }, 'until'],
])('400 %s', async (_, body, path) => {
  const desk = await lodge.desk()
  expectProblem(await block(desk, body), 400, 'invalid_body', path)
})

test("404 what is not blocked, is another desk's, or is nothing to block", async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  await block(other, { value: 'eve@example.com' })
  for (const value of ['eve@example.com', 'example.com', 'eve']) {
    expectProblem(await unblock(desk, value), 404, 'blocklist_entry_not_found')
  }
  expect(await file(other, 'eve@example.com')).toBe(202)
})

test('403 without admin', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, ['settings:read', 'contacts:write'])
  expectProblem(await lodge.call(token, 'GET', '/v1/blocklist'), 403, 'insufficient_scope')
  expectProblem(await lodge.call(token, 'PUT', '/v1/blocklist', {}), 403, 'insufficient_scope')
  expectProblem(await lodge.call(token, 'DELETE', '/v1/blocklist/a.example'), 403, 'insufficient_scope')
})
