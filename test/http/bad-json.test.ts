import { expect, test } from 'vitest'
import { rowsOf } from '../support/intake.ts'
import { useLodge } from '../support/lodge.ts'
import { good, refuser } from '../support/refused.ts'

/** A route that takes a text to the database without a look at it. */
const lodge = useLodge({
  routes: (app, { store }) => {
    app.get<{ Querystring: { q: string } }>('/test/echo', { config: { policy: 'public' } }, async (request) => {
      const found = await store.pool.query('select $1::text as q', [request.query.q])
      return found.rows[0]
    })
  },
})
const { refused } = refuser(lodge)

const EMOJI = '🎫'
const deep = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels)

test.each([
  ['malformed', '{"subject": "x",}', 'position 16'],
  ['cut short', '{"subject": "x"', 'not valid JSON'],
  ['empty', '', 'empty'],
  ['a bare NUL byte', '{"subject": "a\0b"}', 'not valid JSON'],
  ['a byte order mark', '\ufeff{}', 'not valid JSON'],
  ['JavaScript', "{subject: 'x'}", 'not valid JSON'],
  ['NaN', '{"metadata": {"a": NaN}}', 'not valid JSON'],
])('400 invalid_json: %s', async (_name, body, detail) => {
  const answer = await refused(body, { code: 'invalid_json' })
  expect(answer.json.detail).toContain(detail)
})

test('400 invalid_json never quotes the body back', async () => {
  const answer = await refused('{"password": "hunter2" oops', { code: 'invalid_json' })
  expect(answer.text).not.toContain('hunter2')
})

test('400 invalid_json: invalid UTF-8', async () => {
  const desk = await lodge.desk()
  for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]]) {
    const payload = Buffer.concat([Buffer.from('{"subject":"'), Buffer.from(bytes), Buffer.from('"}')])
    const answer = await lodge.app.inject({
      method: 'POST',
      url: '/v1/tickets',
      headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
      payload,
    })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid_json'])
  }
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 0, event: 0 })
})

test.each([
  ['null', 'null'],
  ['an array', '[]'],
  ['a string', '"x"'],
  ['a number', '3'],
  ['true', 'true'],
])('400 invalid_body: %s instead of an object', async (_name, body) => {
  await refused(body, { code: 'invalid_body', path: '', error: 'wrong_type', message: 'must be a JSON object' })
})

test('400 invalid_body: no body and no content type', async () => {
  await refused(undefined, { code: 'invalid_body', path: '', message: 'must be a JSON object' })
})

test.each([
  ['in a value', '{"subject": "a\\u0000b"}', 'subject', 'nul_character'],
  ['in metadata', '{"metadata": {"a": ["x", {"b": "\\u0000"}]}}', 'metadata.a.1.b', 'nul_character'],
  ['in a key', '{"metadata": {"a\\u0000": 1}}', 'metadata', 'nul_character'],
  ['high half', '{"subject": "\\ud83c"}', 'subject', 'lone_surrogate'],
  ['low half', '{"subject": "\\uDFAB x"}', 'subject', 'lone_surrogate'],
  ['halves in the wrong order', '{"subject": "\\udfab\\ud83c"}', 'subject', 'lone_surrogate'],
  ['half in a key', '{"fields": {"\\ud83c": "x"}}', 'fields', 'lone_surrogate'],
  ['__proto__', '{"__proto__": {"admin": true}}', '', 'forbidden_name'],
  ['__proto__ below', '{"metadata": {"a": {"__proto__": 1}}}', 'metadata.a', 'forbidden_name'],
  ['__proto__ in disguise', '{"metadata": {"\\u005f\\u005Fproto\\u005f_": 1}}', 'metadata', 'forbidden_name'],
])('400 invalid_text: %s', async (_name, body, path, error) => {
  await refused(body, { code: 'invalid_text', path, error })
})

test('201 whole pairs, __proto__ as a value, and the names every object has are text like any other', async () => {
  const desk = await lodge.desk()
  const metadata = '{"constructor":{"prototype":1},"toString":"__proto__","a":"\\ud83c\\udfab"}'
  const made = await lodge.call(
    desk.token,
    'POST',
    '/v1/tickets',
    `{"requester":{"email":"a@example.com"},"subject":"\\ud83c\\udfab __proto__ \\\\u0000","metadata":${metadata},"fields":{"hasOwnProperty":"x"}}`,
  )
  expect(made.status).toBe(201)
  expect(made.json.subject).toBe(`${EMOJI} __proto__ \\u0000`)
  expect(JSON.stringify(made.json.metadata)).toBe(JSON.stringify(JSON.parse(metadata)))
  const stored = await lodge.store.pool.query('select metadata from ticket where desk_id = $1', [desk.id])
  expect(stored.rows[0].metadata).toEqual(JSON.parse(metadata))
})

test('400 JSON 100 levels deep', async () => {
  await refused(`{"requester":{"email":"a@example.com"},"subject":"x","metadata":{"a":${deep(100, '[', ']')}}}`, {
    code: 'invalid_body',
    path: 'metadata',
    error: 'too_deep',
    message: 'at most 32 levels',
  })
  await refused(deep(100, '[', ']'), { code: 'invalid_body', path: '', error: 'wrong_type' })
  await refused(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, {
    code: 'invalid_body',
    path: 'a',
    error: 'unknown_field',
  })
})

test('400 a megabyte of brackets', async () => {
  const brackets = deep(500_000, '[', ']')
  await refused(brackets, { code: 'invalid_body' })
  await refused(`{"metadata":${brackets}}`, { code: 'invalid_body' })
  await refused(`{"metadata":["\\u0000",${brackets}]}`, { code: 'invalid_text' })
  await refused(`{"metadata":[${brackets},"\\u0000"]}`, { code: 'invalid_text', error: 'too_deep' })
})

test('413 a body over the limit, told how much is allowed', async () => {
  const answer = await refused({ ...good, body: 'x'.repeat(10 * 1024 * 1024) }, { status: 413, code: 'body_too_large' })
  expect(answer.json.detail).toContain('1,048,576 bytes')
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/jsonx',
  'json',
  '*/*',
  ';',
])('415 content type %s', async (type) => {
  const answer = await refused(good, { status: 415, code: 'unsupported_media_type' }, { 'content-type': type })
  expect(answer.json.detail).toContain('application/json')
})

test('415 a body without a content type', async () => {
  const desk = await lodge.desk()
  const answer = await lodge.app.inject({
    method: 'POST',
    url: '/v1/tickets',
    headers: { authorization: `Bearer ${desk.token}` },
    payload: Buffer.from(JSON.stringify(good)),
  })
  expect([answer.statusCode, answer.json().code]).toEqual([415, 'unsupported_media_type'])
})

test('201 any spelling of the content type', async () => {
  const desk = await lodge.desk()
  for (const type of ['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset="UTF-8"'])
    expect((await lodge.call(desk.token, 'POST', '/v1/tickets', good, { 'content-type': type })).status).toBe(201)
})

test('404 a path that nothing answers, and 400 one that cannot be read', async () => {
  const desk = await lodge.desk()
  const get = async (url: string) => {
    const answer = await lodge.call(desk.token, 'GET', url)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    return [answer.status, answer.json.code]
  }
  expect(await get('/v1/nothing')).toEqual([404, 'route_not_found'])
  expect(await get('/v1/%zz')).toEqual([400, 'invalid_path'])
  expect(await get('/v1/nothing%00')).toEqual([404, 'route_not_found'])
  expect(await get(`/v1/attachments/${'1'.repeat(5_000)}`)).toEqual([404, 'route_not_found'])
  expect(await get('/test/echo?q=%00')).toEqual([400, 'invalid_text'])
})
