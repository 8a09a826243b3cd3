import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

test('201 creates a company, with one event; GET answers the same', async () => {
  const desk = await lodge.desk()
  const made = await lodge.call(desk.token, 'POST', '/v1/companies', {
    external_id: 'c-1',
    name: 'Acme',
    domain: ' Bücher.Example ',
    traits: { tier: 1, gone: null },
  })
  expect(made.status).toBe(201)
  expect(made.headers.location).toBe(`/v1/companies/${made.json.id}`)
  expect(made.json).toMatchObject({
    external_id: 'c-1',
    name: 'Acme',
    domain: 'xn--bcher-kva.example',
    traits: { tier: 1 },
  })
  expect((await lodge.call(desk.token, 'GET', `/v1/companies/${made.json.id}`)).json).toEqual(made.json)
  expect(await eventsOf(lodge, desk)).toEqual([{ type: 'company.created', data: { company: made.json } }])
})

test('200 changes what is given, merges traits, with one event', async () => {
  const desk = await lodge.desk()
  const made = await lodge.call(desk.token, 'POST', '/v1/companies', { name: 'Acme', traits: { a: 1, b: 2 } })
  const path = `/v1/companies/${made.json.id}`
  const changed = await lodge.call(desk.token, 'PATCH', path, { external_id: 'c-1', traits: { a: null, c: 3 } })
  expect(changed.json).toEqual({
    ...made.json,
    external_id: 'c-1',
    traits: { b: 2, c: 3 },
    updated_at: changed.json.updated_at,
  })
  const cleared = await lodge.call(desk.token, 'PATCH', path, { external_id: null, domain: null, name: 'Acme Ltd' })
  expect(cleared.json).toMatchObject({ external_id: null, name: 'Acme Ltd' })
  expect((await eventsOf(lodge, desk)).at(-1)).toEqual({ type: 'company.updated', data: { company: cleared.json } })
})

test('409 an external id that another company of the desk has', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  await lodge.call(desk.token, 'POST', '/v1/companies', { name: 'Acme', external_id: 'c-1' })
  const body = { name: 'Bolt', external_id: 'c-1' }
  expectProblem(await lodge.call(desk.token, 'POST', '/v1/companies', body), 409, 'external_id_taken', 'external_id')
  expect((await lodge.call(other.token, 'POST', '/v1/companies', body)).status).toBe(201)
  const bolt = await lodge.call(desk.token, 'POST', '/v1/companies', { name: 'Bolt' })
  const taken = await lodge.call(desk.token, 'PATCH', `/v1/companies/${bolt.json.id}`, { external_id: 'c-1' })
  expectProblem(taken, 409, 'external_id_taken', 'external_id')
  expect((await lodge.call(desk.token, 'GET', `/v1/companies/${bolt.json.id}`)).json.external_id).toBeNull()
})

test('200 lists the newest first, page by page, or the one of an external id', async () => {
  const desk = await lodge.desk()
  for (const n of [1, 2, 3])
    await lodge.call(desk.token, 'POST', '/v1/companies', { name: `C${n}`, external_id: `c${n}` })
  const first = await lodge.call(desk.token, 'GET', '/v1/companies?limit=2')
  expect(first.json.data.map(({ name }: { name: string }) => name)).toEqual(['C3', 'C2'])
  const second = await lodge.call(desk.token, 'GET', `/v1/companies?limit=2&cursor=${first.json.next_cursor}`)
  expect(second.json).toMatchObject({ data: [{ name: 'C1' }], next_cursor: null })
  const found = await lodge.call(desk.token, 'GET', '/v1/companies?external_id=c2')
  expect(found.json.data).toMatchObject([{ name: 'C2' }])
})

test('200 lists those whose name or domain begins so, in any case', async () => {
  const desk = await lodge.desk()
  for (const body of [{ name: 'Acme' }, { name: 'acorn', domain: 'bolt.example' }, { name: 'Bolt' }])
    await lodge.call(desk.token, 'POST', '/v1/companies', body)
  const namesOf = async (q: string) =>
    (await lodge.call(desk.token, 'GET', `/v1/companies?q=${q}`)).json.data.map(({ name }: { name: string }) => name)
  expect(await namesOf('AC')).toEqual(['acorn', 'Acme'])
  expect(await namesOf('bolt')).toEqual(['Bolt', 'acorn'])
  expect(await namesOf('%25')).toEqual([])
})

test("200 lists the tickets of a company's people, and of nobody else", async () => {
  const desk = await lodge.desk()
  const write = (email: string, subject: string) =>
    lodge.call(desk.token, 'POST', '/v1/tickets', { requester: { email }, subject, tags: ['t'] })
  for (const email of ['ann@acme.example', 'ben@acme.example'])
    await lodge.call(desk.token, 'PUT', '/v1/contacts', { email, company: { external_id: 'acme' } })
  await write('ann@acme.example', 'One')
  await write('ben@acme.example', 'Two')
  await write('eve@else.example', 'Three')
  await write('ann@acme.example', 'Four')
  const company = (await lodge.call(desk.token, 'GET', '/v1/companies')).json.data[0].id
  const list = (query: string) => lodge.call(desk.token, 'GET', `/v1/tickets?company=${company}&${query}`)
  const subjects = (page: { json: { data: { subject: string }[] } }) => page.json.data.map(({ subject }) => subject)
  const first = await list('limit=2')
  expect(subjects(first)).toEqual(['Four', 'Two'])
  expect(subjects(await list(`limit=2&cursor=${first.json.next_cursor}`))).toEqual(['One'])
  expect(subjects(await list('tag=t&status=open&sort=created'))).toEqual(['One', 'Two', 'Four'])
  expect(subjects(await list('requester=ann@acme.example'))).toEqual(['Four', 'One'])
  expect(subjects(await list('requester=eve@else.example'))).toEqual([])
  expect((await lodge.call(desk.token, 'GET', '/v1/tickets?company=nobody')).json.data).toEqual([])
})

test('the same key replays the answer', async () => {
  const desk = await lodge.desk()
  const create = () => lodge.call(desk.token, 'POST', '/v1/companies', { name: 'Acme' }, { 'idempotency-key': 'once' })
  const answers = await Promise.all([create(), create(), create()])
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(2)
  expect((await lodge.call(desk.token, 'GET', '/v1/companies')).json.data).toHaveLength(1)
})

test.each([
  ['no name', {}, 'name'],
  ['an empty name', { name: '' }, 'name'],
  ['a long name', { name: 'x'.repeat(201) }, 'name'],
  ['no domain', { name: 'A', domain: 'acme' }, 'domain'],
  ['an unknown field', { name: 'A', id: '1' }, 'id'],
  ['a list of traits', { name: 'A', traits: [1] }, 'traits'],
])('400 %s', async (_, body, path) => {
  const desk = await lodge.desk()
  expectProblem(await lodge.call(desk.token, 'POST', '/v1/companies', body), 400, 'invalid_body', path)
})

test('400 an empty change, and traits that grow too large', async () => {
  const desk = await lodge.desk()
  const made = await lodge.call(desk.token, 'POST', '/v1/companies', { name: 'A', traits: { a: 'x'.repeat(30_000) } })
  const path = `/v1/companies/${made.json.id}`
  expectProblem(await lodge.call(desk.token, 'PATCH', path, {}), 400, 'invalid_body')
  const grown = await lodge.call(desk.token, 'PATCH', path, { traits: { b: 'x'.repeat(30_000) } })
  expectProblem(grown, 400, 'traits_too_large', 'traits')
})

test("404 a foreign desk's, an unknown and a malformed id alike; 403 without the scope", async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const theirs = await lodge.call(other.token, 'POST', '/v1/companies', { name: 'Acme' })
  for (const id of [theirs.json.id, '1', 'x']) {
    expectProblem(await lodge.call(desk.token, 'GET', `/v1/companies/${id}`), 404, 'company_not_found')
    expectProblem(await lodge.call(desk.token, 'PATCH', `/v1/companies/${id}`, { name: 'x' }), 404, 'company_not_found')
  }
  const token = await lodge.token(desk, ['contacts:read'])
  expect((await lodge.call(token, 'GET', '/v1/companies')).status).toBe(200)
  expectProblem(await lodge.call(token, 'POST', '/v1/companies', { name: 'A' }), 403, 'insufficient_scope')
})
