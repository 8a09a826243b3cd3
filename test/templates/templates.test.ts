import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment } from '../support/tickets.ts'

const lodge = useLodge()

const THANKS = {
  identifier: 'thanks',
  name: 'Thanks',
  subject: 'Re: {{ ticket.subject }}',
  body: 'Hi {{ requester.name }}',
}
const create = (desk: TestDesk, body: object) => lodge.call(desk.token, 'POST', '/v1/templates', { ...THANKS, ...body })
const get = (desk: TestDesk, path = '') => lodge.call(desk.token, 'GET', `/v1/templates${path}`)
const patch = (desk: TestDesk, id: string, body: object) => lodge.call(desk.token, 'PATCH', `/v1/templates/${id}`, body)
const remove = (desk: TestDesk, id: string) => lodge.call(desk.token, 'DELETE', `/v1/templates/${id}`)

test('201 creates a template, with one event', async () => {
  const desk = await lodge.desk()
  const made = await create(desk, {})
  expect(made.status).toBe(201)
  expect(made.json).toEqual({
    ...THANKS,
    id: expect.any(String),
    type: 'reply',
    format: 'markdown',
    translations: {},
    department: null,
    enabled: true,
    suppress_notification: false,
    category: '',
    subcategory: '',
    version: 1,
    has_draft: false,
    created_at: expect.any(String),
    updated_at: expect.any(String),
    archived_at: null,
  })
  expect((await get(desk, `/${made.json.id}`)).json).toEqual(made.json)
  const events = await eventsOf(lodge, desk)
  expect(events).toEqual([{ type: 'template.created', data: { template: made.json } }])
})

test('200 lists by name, page by page; by type, and by department with those for all', async () => {
  const desk = await lodge.desk()
  await addDepartment(lodge, desk, 'Sales')
  for (const [identifier, more] of [
    ['zoo', { department: 'sales' }],
    ['aqua', {}],
    ['mid', { type: 'intervention', department: 'Support' }],
  ] as const) {
    await create(desk, { identifier, name: identifier, ...more })
  }
  const names: string[] = []
  let cursor = ''
  do {
    const page = (await get(desk, `?limit=1${cursor && `&cursor=${cursor}`}`)).json
    names.push(...page.data.map(({ name }: { name: string }) => name))
    cursor = page.next_cursor ?? ''
  } while (cursor)
  expect(names).toEqual(['aqua', 'mid', 'zoo'])
  const identifiers = async (query: string) =>
    (await get(desk, query)).json.data.map(({ identifier }: { identifier: string }) => identifier)
  expect(await identifiers('?type=intervention')).toEqual(['mid'])
  expect((await create(desk, { identifier: 'other', name: 'Other', type: 'letter' })).status).toBe(400)
  expect(await identifiers('?department=Sales')).toEqual(['aqua', 'zoo'])
})

test('200 changes what is given; translations are merged, null removes one', async () => {
  const desk = await lodge.desk()
  const he = { subject: 'שלום', body: 'שלום {{ requester.name }}' }
  const made = (await create(desk, { translations: { he, pt: { body: 'Olá' } }, department: 'Support' })).json
  expect(made.translations).toEqual({ he, pt: { subject: '', body: 'Olá' } })
  const changed = await patch(desk, made.id, { name: 'Thank you', translations: { pt: null, es: { body: 'Hola' } } })
  expect(changed.json).toEqual({
    ...made,
    name: 'Thank you',
    version: 2,
    translations: { he, es: { subject: '', body: 'Hola' } },
    updated_at: changed.json.updated_at,
  })
  expect((await patch(desk, made.id, { department: null, enabled: false })).json).toMatchObject({
    name: 'Thank you',
    department: null,
    enabled: false,
  })
})

test('200 archives: it is no longer listed or changed, and its identifier is free', async () => {
  const desk = await lodge.desk()
  const made = (await create(desk, {})).json
  const archived = await remove(desk, made.id)
  expect(archived.json).toEqual({ ...made, archived_at: archived.json.archived_at })
  expect(archived.json.archived_at).not.toBeNull()
  expect((await get(desk)).json.data).toEqual([])
  expect((await get(desk, `/${made.id}`)).json).toEqual(archived.json)
  expectProblem(await patch(desk, made.id, { name: 'x' }), 404, 'template_not_found')
  expectProblem(await remove(desk, made.id), 404, 'template_not_found')
  expect((await create(desk, {})).status).toBe(201)
})

test('409 an identifier that another template has, whatever its case', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  await create(desk, {})
  expectProblem(await create(desk, { identifier: 'THANKS' }), 409, 'identifier_taken', 'identifier')
  const second = (await create(desk, { identifier: 'second' })).json
  expectProblem(await patch(desk, second.id, { identifier: 'Thanks' }), 409, 'identifier_taken', 'identifier')
  expect((await create(other, {})).status).toBe(201)
})

test.each([
  ['an unclosed tag', { body: 'x\n{% if a %}' }, 'body', /line 2, column 1: tag .* not closed/],
  ['an unknown filter', { subject: '{{ a | shout }}' }, 'subject', /there is no filter shout; allowed are/],
  ['a file', { body: '{% include "x" %}' }, 'body', /there is no tag include/],
  ['a broken translation', { translations: { he: { body: '{{' } } }, 'translations.he.body', /line 1, column 1/],
])('400 %s is refused when it is written, with its place', async (_name, given, path, words) => {
  const desk = await lodge.desk()
  const refused = await create(desk, given)
  expectProblem(refused, 400, 'invalid_template', path)
  expect(refused.json.detail).toMatch(words)
  const made = (await create(desk, {})).json
  expectProblem(await patch(desk, made.id, given), 400, 'invalid_template', path)
})

test.each([
  ['no name', { name: undefined }, 'name'],
  ['an identifier of digits', { identifier: '123' }, 'identifier'],
  ['an identifier with a space', { identifier: 'a b' }, 'identifier'],
  ['an unknown type', { type: 'letter' }, 'type'],
  ['an unknown format', { format: 'rtf' }, 'format'],
  ['an empty body', { body: '' }, 'body'],
  ['too long a body', { body: 'x'.repeat(50_001) }, 'body'],
  ['a culture that is none', { translations: { English: { body: 'x' } } }, 'translations'],
  ['an unknown field', { html: '' }, 'html'],
])('400 %s', async (_name, given, path) => {
  expectProblem(await create(await lodge.desk(), given), 400, 'invalid_body', path)
})

test('400 more than 30 languages, at once or one after the other', async () => {
  const desk = await lodge.desk()
  const cultures = (from: number, count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`a${String.fromCharCode(97 + from + n)}-AA`, { body: 'x' }]),
    )
  expectProblem(await create(desk, { translations: { ...cultures(0, 26), b1: 1 } }), 400, 'invalid_body')
  const many = { ...cultures(0, 26), en: { body: 'x' }, he: { body: 'x' } }
  const made = (await create(desk, { translations: many })).json
  const more = { es: { body: 'x' }, pt: { body: 'x' }, fr: { body: 'x' } }
  expectProblem(await patch(desk, made.id, { translations: more }), 400, 'too_many_translations', 'translations')
})

test('400 a department there is not', async () => {
  const desk = await lodge.desk()
  expectProblem(await create(desk, { department: 'Nowhere' }), 400, 'department_not_found', 'department')
  const made = (await create(desk, {})).json
  expectProblem(await patch(desk, made.id, { department: 'Nowhere' }), 400, 'department_not_found', 'department')
})

test('403 reading needs settings:read, changing needs admin', async () => {
  const desk = await lodge.desk()
  const [reader, stranger] = [await lodge.token(desk, ['settings:read']), await lodge.token(desk, ['tickets:read'])]
  expect((await lodge.call(reader, 'GET', '/v1/templates')).status).toBe(200)
  expectProblem(await lodge.call(stranger, 'GET', '/v1/templates'), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'POST', '/v1/templates', THANKS), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'POST', '/v1/templates/preview', { body: 'x' }), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'POST', '/v1/templates/1/preview', {}), 403, 'insufficient_scope')
})
