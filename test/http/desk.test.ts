import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const patch = (desk: TestDesk, body: object) => lodge.call(desk.token, 'PATCH', '/v1/desk', body)
const cultureOf = async (desk: TestDesk) =>
  (await lodge.call(desk.token, 'POST', '/v1/tickets', { requester: { email: 'a@example.com' }, subject: 'Hi' })).json
    .culture

test('200 shows the desk of the token', async () => {
  const desk = await lodge.desk()
  const got = await lodge.call(desk.token, 'GET', '/v1/desk')
  expect(got.json).toMatchObject({ id: desk.id, slug: desk.slug, name: 'Test desk', culture: 'en-US' })
})

test('200 changes name and culture; the next ticket has it, with one event', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  expect(await cultureOf(desk)).toBe('en-US')
  const changed = await patch(desk, { culture: 'pt-PT', name: ' Acme ' })
  expect(changed.json).toMatchObject({ id: desk.id, slug: desk.slug, name: 'Acme', culture: 'pt-PT' })
  expect(await cultureOf(desk)).toBe('pt-PT')
  expect((await lodge.call(desk.token, 'GET', '/v1/desk')).json).toEqual(changed.json)
  expect((await lodge.call(other.token, 'GET', '/v1/desk')).json.name).toBe('Test desk')
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type === 'desk.updated')
  expect(events).toEqual([{ type: 'desk.updated', data: { desk: changed.json } }])
})

test.each([
  ['nothing', {}, ''],
  ['a blank name', { name: ' ' }, 'name'],
  ['a culture in words', { culture: 'Portuguese' }, 'culture'],
  ['another slug', { slug: 'other' }, 'slug'],
  ['a setting that nothing reads', { settings: { dark: true } }, 'settings'],
])('400 %s', async (_, body, path) => {
  const desk = await lodge.desk()
  expectProblem(await patch(desk, body), 400, 'invalid_body', path)
})

test('403 reading needs settings:read, changing needs admin', async () => {
  const desk = await lodge.desk()
  const [reader, stranger] = [await lodge.token(desk, ['settings:read']), await lodge.token(desk, ['tickets:read'])]
  expect((await lodge.call(reader, 'GET', '/v1/desk')).status).toBe(200)
  expectProblem(await lodge.call(stranger, 'GET', '/v1/desk'), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'PATCH', '/v1/desk', { name: 'A' }), 403, 'insufficient_scope')
})

test('200 the reference knows every route, with what it takes and answers', async () => {
  const answer = await lodge.app.inject({ method: 'GET', url: '/openapi.json' })
  expect(answer.statusCode).toBe(200)
  const { paths } = answer.json()
  for (const [path, method] of [
    ['/v1/contacts', 'put'],
    ['/v1/contacts/{id}/identities/{kind}/{value}', 'delete'],
    ['/v1/companies/{id}', 'patch'],
    ['/v1/departments/{id}', 'delete'],
    ['/v1/ticket-types', 'post'],
    ['/v1/members/{id}', 'get'],
    ['/v1/tags', 'get'],
    ['/v1/credentials', 'post'],
    ['/v1/blocklist', 'put'],
    ['/v1/desk', 'patch'],
  ]) {
    expect(paths[path as string][method as string].summary).toBeTypeOf('string')
    expect(Object.keys(paths[path as string][method as string].responses)).not.toEqual([])
  }
  const body = paths['/v1/contacts'].put.requestBody.content['application/json'].schema
  expect(body.properties.email).toMatchObject({ type: 'string', format: 'email' })
  expect(paths['/v1/tags'].get.parameters.map(({ name }: { name: string }) => name)).toEqual(['limit', 'cursor'])
})
