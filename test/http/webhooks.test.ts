import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { EVENT_TYPES } from '../../src/http/v1/webhooks/event-types.ts'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const create = (desk: TestDesk, body: object = {}, headers: Record<string, string> = {}) =>
  lodge.call(desk.token, 'POST', '/v1/webhooks', { url: 'https://hook.example/in?key=1', ...body }, headers)
const list = async (desk: TestDesk) => (await lodge.call(desk.token, 'GET', '/v1/webhooks')).json.data

test('201 creates one, with its secret in this answer only', async () => {
  const desk = await lodge.desk()
  const made = await create(desk, { description: 'CRM', types: ['ticket.*', 'message.created', 'ticket.*'] })
  expect(made.status).toBe(201)
  const { secret, ...webhook } = made.json
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(webhook).toMatchObject({
    url: 'https://hook.example/in?key=1',
    description: 'CRM',
    types: ['ticket.*', 'message.created'],
    enabled: true,
    disabled_reason: null,
    old_secret_until: null,
  })
  expect(await list(desk)).toEqual([webhook])
  expect((await lodge.call(desk.token, 'GET', `/v1/webhooks/${webhook.id}`)).json).toEqual(webhook)
})

test('201 for all events where no types are given', async () => {
  expect((await create(await lodge.desk())).json.types).toEqual(['*'])
})

test('201 again under the same key without the secret, which the database does not tell', async () => {
  const desk = await lodge.desk()
  const first = await create(desk, {}, { 'idempotency-key': 'k' })
  const again = await create(desk, {}, { 'idempotency-key': 'k' })
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect(again.json).toEqual({ ...first.json, secret: null })
  const kept = await lodge.store.pool.query(
    `select (select string_agg(i::text, '') from idempotency_key i where desk_id = $1)
       || (select string_agg(e::text, '') from event e where desk_id = $1)
       || (select string_agg(w::text || encode(secret, 'escape'), '') from webhook w where desk_id = $1) as everything`,
    [desk.id],
  )
  expect(kept.rows[0].everything).toContain('hook.example')
  expect(kept.rows[0].everything).not.toContain(first.json.secret.slice('whsec_'.length))
})

test('events tell of a webhook by its host only: the rest of a URL may be a secret', async () => {
  const desk = await lodge.desk()
  const { secret: _, url: __, ...shown } = (await create(desk)).json
  expect(await eventsOf(lodge, desk)).toEqual([
    { type: 'webhook.created', data: { webhook: { ...shown, host: 'hook.example' } } },
  ])
})

test('200 changes what is given, and only that', async () => {
  const desk = await lodge.desk()
  const { secret: _, ...made } = (await create(desk)).json
  const path = `/v1/webhooks/${made.id}`
  const changed = await lodge.call(desk.token, 'PATCH', path, { url: 'https://other.example', enabled: false })
  expect(changed.json).toEqual({
    ...made,
    url: 'https://other.example/',
    enabled: false,
    updated_at: expect.any(String),
  })
  expectProblem(await lodge.call(desk.token, 'PATCH', path, {}), 400, 'invalid_body')
  expectProblem(await lodge.call(desk.token, 'PATCH', path, { url: 'http://10.0.0.1/' }), 400, 'invalid_url', 'url')
  expectProblem(await lodge.call(desk.token, 'POST', `${path}/test`), 409, 'webhook_disabled')
})

test('200 rotates the secret: the old one signs too until its time is over', async () => {
  const desk = await lodge.desk()
  const made = (await create(desk)).json
  const path = `/v1/webhooks/${made.id}/rotate`
  const rotated = await lodge.call(desk.token, 'POST', path, {}, { 'idempotency-key': 'r' })
  expect(rotated.json.secret).toMatch(/^whsec_/)
  expect(rotated.json.secret).not.toBe(made.secret)
  expect(Date.parse(rotated.json.old_secret_until) - Date.parse(rotated.json.updated_at)).toBe(86_400_000)
  const again = await lodge.call(desk.token, 'POST', path, {}, { 'idempotency-key': 'r' })
  expect(again.json).toEqual({ ...rotated.json, secret: null })
  expect((await lodge.call(desk.token, 'POST', path, { grace_seconds: 0 })).json.old_secret_until).toBe(null)
  expectProblem(
    await lodge.call(desk.token, 'POST', path, { grace_seconds: 700_000 }),
    400,
    'invalid_body',
    'grace_seconds',
  )
})

test('200 deletes it', async () => {
  const desk = await lodge.desk()
  const { secret: _, ...made } = (await create(desk)).json
  expect((await lodge.call(desk.token, 'DELETE', `/v1/webhooks/${made.id}`)).json).toEqual(made)
  expect(await list(desk)).toEqual([])
  expectProblem(await lodge.call(desk.token, 'DELETE', `/v1/webhooks/${made.id}`), 404, 'webhook_not_found')
})

test('200 lists the newest first, page by page', async () => {
  const desk = await lodge.desk()
  for (const description of ['a', 'b', 'c']) await create(desk, { description })
  const first = await lodge.call(desk.token, 'GET', '/v1/webhooks?limit=2')
  const rest = await lodge.call(desk.token, 'GET', `/v1/webhooks?limit=2&cursor=${first.json.next_cursor}`)
  const described = [...first.json.data, ...rest.json.data].map(({ description }) => description)
  expect(described).toEqual(['c', 'b', 'a'])
  expect(rest.json.next_cursor).toBe(null)
})

test.each([
  ['no URL', { url: 'hook.example' }, 'invalid_url', 'url'],
  ['another scheme', { url: 'ftp://hook.example/' }, 'invalid_url', 'url'],
  ['a password', { url: 'https://ann:secret@hook.example/' }, 'invalid_url', 'url'],
  ['a private address', { url: 'http://192.168.0.1/' }, 'invalid_url', 'url'],
  ['one in disguise', { url: 'http://0xa9fea9fe/' }, 'invalid_url', 'url'],
  ['one of IPv6', { url: 'http://[fd00::1]/' }, 'invalid_url', 'url'],
  ['a long URL', { url: `https://hook.example/${'x'.repeat(2_000)}` }, 'invalid_body', 'url'],
  ['an unknown type', { types: ['ticket.exploded'] }, 'invalid_body', 'types.0'],
  ['an unknown noun', { types: ['rocket.*'] }, 'invalid_body', 'types.0'],
  ['no type at all', { types: [] }, 'invalid_body', 'types'],
  ['a secret of its own', { secret: 'whsec_x' }, 'invalid_body', 'secret'],
])('400 %s', async (_, body, code, path) => {
  const desk = await lodge.desk()
  expectProblem(await create(desk, body), 400, code, path)
  expect(await list(desk)).toEqual([])
})

test('409 the hundred-and-first', async () => {
  const desk = await lodge.desk()
  await lodge.store.pool.query(
    `insert into webhook (desk_id, id, url, types, secret) select $1, n, 'https://a.example/', '{*}', '' from generate_series(1, 100) n`,
    [desk.id],
  )
  expectProblem(await create(desk), 409, 'too_many_webhooks')
})

test('403 for all but admin', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, ['settings:read', 'events:read'])
  expectProblem(await lodge.call(token, 'GET', '/v1/webhooks'), 403, 'insufficient_scope')
  expectProblem(await lodge.call(token, 'POST', '/v1/webhooks', { url: 'x' }), 403, 'insufficient_scope')
  expect((await lodge.call(token, 'GET', '/v1/webhooks/event-types')).status).toBe(200)
})

test('200 the types of events with the JSON Schema of their payloads', async () => {
  const desk = await lodge.desk()
  const { data } = (await lodge.call(desk.token, 'GET', '/v1/webhooks/event-types')).json
  const found = data.find(({ type }: { type: string }) => type === 'ticket.created')
  expect(found.schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['id', 'type', 'timestamp', 'sequence', 'desk', 'ticket_id', 'actor', 'data'],
    properties: { type: { const: 'ticket.created' }, data: { properties: { ticket: { type: 'object' } } } },
  })
})

test('every type of event that Lodge writes is described, and no other', () => {
  const src = resolve(import.meta.dirname, '../../src')
  const written = new Set<string>()
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    const isSql = file.endsWith('create_tickets.sql')
    if (!isSql && !(/\.ts$/.test(file) && !/\.test\.ts$/.test(file))) continue
    const text = readFileSync(join(src, file), 'utf8')
    // A line that gives an event its type; in SQL, any word of that form.
    const lines = isSql ? [text] : text.split('\n').filter((line) => /\btype: .*'[a-z_]+\.[a-z_]+'/.test(line))
    for (const line of lines) for (const [, type = ''] of line.matchAll(/'([a-z_]+\.[a-z_]+)'/g)) written.add(type)
  }
  expect([...written].toSorted()).toEqual(Object.keys(EVENT_TYPES).toSorted())
})
