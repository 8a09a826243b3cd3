import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const start = async (given: object = {}) => {
  const desk = await lodge.desk()
  const call = (method: string, path: string, body?: unknown) => lodge.call(desk.token, method, path, body)
  const made = await call('POST', '/v1/templates', { identifier: 'thanks', name: 'Thanks', body: 'One', ...given })
  const path = `/v1/templates/${made.json.id}`
  const versions = async (query = '') =>
    (await call('GET', `${path}/versions${query}`)).json.data.map((one: { version: number; body: string }) => [
      one.version,
      one.body,
    ])
  return { desk, call, path, versions, made: made.json }
}

test('every published text is a version, and what changes no text is none', async () => {
  const { call, path, versions, made } = await start()
  expect(made).toMatchObject({ version: 1, has_draft: false })
  expect((await call('PATCH', path, { name: 'Thank you' })).json.version).toBe(1)
  expect((await call('PATCH', path, { body: 'Two' })).json.version).toBe(2)
  expect((await call('PATCH', path, { body: 'Two', translations: { he: { body: 'שתיים' } } })).json.version).toBe(3)
  expect(await versions()).toEqual([
    [3, 'Two'],
    [2, 'Two'],
    [1, 'One'],
  ])
  const first = (await call('GET', `${path}/versions?limit=2`)).json
  const rest = (await call('GET', `${path}/versions?limit=2&cursor=${first.next_cursor}`)).json
  expect([...first.data, ...rest.data].map(({ version }: { version: number }) => version)).toEqual([3, 2, 1])
  expect((await call('GET', `${path}/versions/3`)).json).toEqual({
    version: 3,
    format: 'markdown',
    subject: '',
    body: 'Two',
    translations: { he: { subject: '', body: 'שתיים' } },
    author: 'test',
    created_at: expect.any(String),
  })
  expectProblem(await call('GET', `${path}/versions/4`), 404, 'version_not_found')
  expectProblem(await call('GET', '/v1/templates/1/versions'), 404, 'template_not_found')
})

test('200 restores a version as the next one, its languages too', async () => {
  const { desk, call, path, versions } = await start({ translations: { es: { body: 'Uno' } } })
  await call('PATCH', path, { body: 'Two', translations: { es: null, he: { body: 'שתיים' } } })
  const restored = (await call('POST', `${path}/versions/1/restore`)).json
  expect(restored).toMatchObject({ version: 3, body: 'One', translations: { es: { subject: '', body: 'Uno' } } })
  expect(Object.keys(restored.translations)).toEqual(['es'])
  expect((await versions())[0]).toEqual([3, 'One'])
  expectProblem(await call('POST', `${path}/versions/9/restore`), 404, 'version_not_found')
  const types = (await eventsOf(lodge, desk)).map(({ type }) => type)
  expect(types).toEqual(['template.created', 'template.updated', 'template.updated'])
})

test('a draft is edited apart, previewed, and published as the next version', async () => {
  const { desk, call, path, versions } = await start()
  expectProblem(await call('GET', `${path}/draft`), 404, 'draft_not_found')
  expectProblem(await call('POST', `${path}/publish`), 404, 'draft_not_found')
  expectProblem(await call('POST', `${path}/preview`, { draft: true }), 404, 'draft_not_found')
  expectProblem(await call('PUT', `${path}/draft`, { body: '{% if %}' }), 400, 'invalid_template', 'body')
  const saved = await call('PUT', `${path}/draft`, { subject: 'Re', body: 'Hi {{ requester.name }}', format: 'text' })
  expect([saved.status, (await call('GET', `${path}/draft`)).json]).toEqual([200, saved.json])
  expect((await call('GET', path)).json).toMatchObject({ body: 'One', version: 1, has_draft: true })
  expect((await call('POST', `${path}/preview`, {})).json.body.text).toBe('One')
  expect((await call('POST', `${path}/preview`, { draft: true })).json.body.text).toBe('Hi Ann Archer')
  expect((await call('POST', `${path}/publish`)).json).toMatchObject({
    version: 2,
    format: 'text',
    subject: 'Re',
    body: 'Hi {{ requester.name }}',
    has_draft: false,
  })
  expect(await versions()).toHaveLength(2)
  await call('PUT', `${path}/draft`, { body: 'x' })
  expect((await call('DELETE', `${path}/draft`)).json).toMatchObject({ body: 'x' })
  expectProblem(await call('DELETE', `${path}/draft`), 404, 'draft_not_found')
  const types = (await eventsOf(lodge, desk)).map(({ type }) => type)
  expect(types).toEqual([
    'template.created',
    'template.draft_saved',
    'template.updated',
    'template.draft_saved',
    'template.draft_discarded',
  ])
})

test('200 lists the placeholders that are found, in every language, and which of them a request must give', async () => {
  const { call, path } = await start({
    subject: '{{ order }}',
    body: '{% assign own = 1 %}{{ own }} {{ requester.name }} {% if data.vip %}x{% endif %}',
    translations: { he: { body: '{% for field in fields %}{{ field.label }}{{ city }}{% endfor %}' } },
  })
  expect((await call('GET', `${path}/placeholders`)).json.data).toEqual([
    { name: 'city', given: true },
    { name: 'data.vip', given: true },
    { name: 'fields', given: false },
    { name: 'order', given: true },
    { name: 'requester.name', given: false },
  ])
})

test.each(['reply', 'email', 'notification', 'intervention', 'faq'])('201 a template of the type %s', async (type) => {
  const { call, made } = await start({ type, category: 'Shipping', subcategory: 'Late', suppress_notification: true })
  expect(made).toMatchObject({ type, category: 'Shipping', subcategory: 'Late', suppress_notification: true })
  const found = async (query: string) => (await call('GET', `/v1/templates?${query}`)).json.data.length
  expect([await found(`type=${type}&category=Shipping`), await found('category=Other')]).toEqual([1, 0])
})
