import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

const start = async () => {
  const desk = await lodge.desk()
  const call = (method: string, path: string, body?: unknown) => lodge.call(desk.token, method, path, body)
  const create = async (name: string) => (await call('POST', '/v1/resolution-categories', { name })).json
  const names = async () =>
    (await call('GET', '/v1/resolution-categories')).json.data.map(({ name }: { name: string }) => name)
  return { desk, call, create, names }
}

test('200 lists them in their order, which can be changed', async () => {
  const { call, create, names } = await start()
  const [a, b, c] = [await create('Refunded'), await create('Answered'), await create('Spam')]
  expect([a.position, b.position, c.position]).toEqual([1, 2, 3])
  expect(await names()).toEqual(['Refunded', 'Answered', 'Spam'])
  const ids = [c.id, a.id, b.id]
  expect((await call('PUT', '/v1/resolution-categories/order', { ids })).json).toEqual({ ids })
  expect(await names()).toEqual(['Spam', 'Refunded', 'Answered'])
  for (const wrong of [[a.id], [a.id, a.id, b.id], [...ids, '1']]) {
    expectProblem(await call('PUT', '/v1/resolution-categories/order', { ids: wrong }), 400, 'invalid_order', 'ids')
  }
})

test('201, 200 and 409: names are one category’s, whatever their case; a deleted one frees its name', async () => {
  const { call, create, names } = await start()
  const made = await create('Refunded')
  const path = `/v1/resolution-categories/${made.id}`
  expectProblem(await call('POST', '/v1/resolution-categories', { name: 'REFUNDED' }), 409, 'name_taken', 'name')
  const changed = await call('PATCH', path, { color: '#1F9D55' })
  expect(changed.json).toEqual({ ...made, color: '#1f9d55' })
  expectProblem(await call('PATCH', path, { color: 'red' }), 400, 'invalid_body', 'color')
  await create('Other')
  expectProblem(await call('PATCH', path, { name: 'other' }), 409, 'name_taken', 'name')
  expect((await call('DELETE', path)).json.deleted_at).not.toBeNull()
  expectProblem(await call('DELETE', path), 404, 'resolution_category_not_found')
  expect(await names()).toEqual(['Other'])
  expect((await create('Refunded')).position).toBe(3)
})

test('a ticket is resolved in a way, which is forgotten once it is opened and resolved again', async () => {
  const { desk, call, create } = await start()
  const [refunded, other] = [await create('Refunded'), await create('Other')]
  const ticket = await fileTicket(lodge, desk)
  const path = `/v1/tickets/${ticket.number}`
  const resolution = async () => (await call('GET', `${path}/resolution`)).json.resolution
  expectProblem(await call('PATCH', path, { resolution: 'Refunded' }), 400, 'invalid_body', 'resolution')
  expectProblem(await call('PATCH', path, { status: 'resolved', resolution: 'x' }), 400, 'invalid_body', 'resolution')
  expect(await resolution()).toBeNull()
  expect((await call('PATCH', path, { status: 'resolved', resolution: 'refunded' })).status).toBe(200)
  const category = { id: refunded.id, name: 'Refunded', color: null }
  expect(await resolution()).toEqual({ category, set_at: expect.any(String) })
  await call('PATCH', path, { status: 'closed' })
  expect((await resolution()).category.name).toBe('Refunded')
  await call('PATCH', path, { resolution: other.id })
  expect((await resolution()).category.name).toBe('Other')
  const changes = (await eventsOf(lodge, desk)).flatMap(({ data }) => (data as { changes?: object }).changes ?? [])
  expect(changes.at(-1)).toEqual({
    resolution: { from: { id: refunded.id, name: 'Refunded' }, to: { id: other.id, name: 'Other' } },
  })
  await call('PATCH', path, { status: 'open' })
  expect(await resolution()).toBeNull()
  await call('PATCH', path, { status: 'resolved' })
  expect(await resolution()).toBeNull()
  await call('PATCH', path, { resolution: 'Other' })
  await call('PATCH', path, { resolution: null })
  expect(await resolution()).toBeNull()
  expectProblem(await call('GET', '/v1/tickets/999/resolution'), 404, 'ticket_not_found')
})
