import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const create = (desk: TestDesk, body: object) => lodge.call(desk.token, 'POST', '/v1/tags', body)
const list = async (desk: TestDesk) => (await lodge.call(desk.token, 'GET', '/v1/tags')).json.data
const patch = (desk: TestDesk, id: string, body: object) => lodge.call(desk.token, 'PATCH', `/v1/tags/${id}`, body)
const remove = (desk: TestDesk, id: string) => lodge.call(desk.token, 'DELETE', `/v1/tags/${id}`)
const ticketWith = (desk: TestDesk, ...tags: string[]) =>
  lodge.call(desk.token, 'POST', '/v1/tickets', { requester: { email: 'a@example.com' }, subject: 'Hi', tags })

test('201 creates a tag in lower case, which tickets then share, with one event', async () => {
  const desk = await lodge.desk()
  const made = await create(desk, { name: ' VIP ', color: '#FF00aa' })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({ name: 'vip', color: '#ff00aa', tickets: 0 })
  await ticketWith(desk, 'Vip', 'billing')
  await ticketWith(desk, 'vip')
  expect(await list(desk)).toMatchObject([
    { name: 'billing', color: null, tickets: 1 },
    { ...made.json, tickets: 2 },
  ])
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type.startsWith('tag'))
  expect(events).toEqual([{ type: 'tag.created', data: { tag: made.json } }])
})

test('200 lists by name, page by page', async () => {
  const desk = await lodge.desk()
  await ticketWith(desk, 'c', 'a', 'b')
  const first = await lodge.call(desk.token, 'GET', '/v1/tags?limit=2')
  expect(first.json.data.map(({ name }: { name: string }) => name)).toEqual(['a', 'b'])
  const second = await lodge.call(desk.token, 'GET', `/v1/tags?limit=2&cursor=${first.json.next_cursor}`)
  expect(second.json).toMatchObject({ data: [{ name: 'c' }], next_cursor: null })
})

test('200 renames and colours; its tickets keep it', async () => {
  const desk = await lodge.desk()
  await ticketWith(desk, 'vip')
  const [vip] = await list(desk)
  const renamed = await patch(desk, vip.id, { name: 'Gold', color: '#123456' })
  expect(renamed.json).toEqual({ ...vip, name: 'gold', color: '#123456' })
  expect((await patch(desk, vip.id, { color: null })).json).toEqual({ ...vip, name: 'gold' })
  await ticketWith(desk, 'vip')
  expect(await list(desk)).toMatchObject([
    { name: 'gold', tickets: 1 },
    { name: 'vip', tickets: 1 },
  ])
  expect((await eventsOf(lodge, desk)).filter(({ type }) => type === 'tag.updated')).toHaveLength(2)
})

test('409 a name that another tag has', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  await ticketWith(desk, 'vip')
  expectProblem(await create(desk, { name: 'VIP' }), 409, 'name_taken', 'name')
  const gold = (await create(desk, { name: 'gold' })).json
  expectProblem(await patch(desk, gold.id, { name: 'vip' }), 409, 'name_taken', 'name')
  expect((await patch(desk, gold.id, { name: 'GOLD' })).status).toBe(200)
  expect((await create(other, { name: 'vip' })).status).toBe(201)
})

test('200 deletes it from all tickets, with one event', async () => {
  const desk = await lodge.desk()
  await ticketWith(desk, 'vip', 'billing')
  const vip = (await list(desk)).find(({ name }: { name: string }) => name === 'vip')
  const removed = await remove(desk, vip.id)
  expect(removed).toMatchObject({ status: 200, json: vip })
  const left = await lodge.store.pool.query('select tag_id from ticket_tag where desk_id = $1', [desk.id])
  expect(left.rows).toHaveLength(1)
  expect((await eventsOf(lodge, desk)).at(-1)).toEqual({ type: 'tag.deleted', data: { tag: vip } })
  await ticketWith(desk, 'vip')
  expect(await list(desk)).toHaveLength(2)
})

test.each([
  ['no name', {}, 'name'],
  ['a blank name', { name: ' ' }, 'name'],
  ['a long name', { name: 'x'.repeat(51) }, 'name'],
  ['a colour in words', { name: 'a', color: 'red' }, 'color'],
  ['half a colour', { name: 'a', color: '#fff' }, 'color'],
  ['an unknown field', { name: 'a', colour: '#ffffff' }, 'colour'],
])('400 %s', async (_, body, path) => {
  const desk = await lodge.desk()
  expectProblem(await create(desk, body), 400, 'invalid_body', path)
})

test("404 a foreign desk's, an unknown and a malformed id alike", async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const theirs = (await create(other, { name: 'vip' })).json
  for (const id of [theirs.id, '1', 'x']) {
    expectProblem(await patch(desk, id, { name: 'x' }), 404, 'tag_not_found')
    expectProblem(await remove(desk, id), 404, 'tag_not_found')
  }
  expect(await list(other)).toEqual([theirs])
})

test('403 reading needs settings:read, changing needs admin', async () => {
  const desk = await lodge.desk()
  const [reader, stranger] = [await lodge.token(desk, ['settings:read']), await lodge.token(desk, ['tickets:write'])]
  expect((await lodge.call(reader, 'GET', '/v1/tags')).status).toBe(200)
  expectProblem(await lodge.call(stranger, 'GET', '/v1/tags'), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'POST', '/v1/tags', {}), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'PATCH', '/v1/tags/1', {}), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'DELETE', '/v1/tags/1'), 403, 'insufficient_scope')
})
