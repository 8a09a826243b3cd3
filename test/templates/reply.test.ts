import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

const create = async (desk: TestDesk, body: object) => {
  const made = await lodge.call(desk.token, 'POST', '/v1/templates', { identifier: 'thanks', name: 'Thanks', ...body })
  if (made.status !== 201) throw new Error(made.text)
  return made.json
}

const start = async (fields: object = {}) => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, fields)
  const path = `/v1/tickets/${ticket.id}`
  return {
    desk,
    ticket,
    post: (body: object, headers?: Record<string, string>) =>
      lodge.call(desk.token, 'POST', `${path}/messages`, body, headers),
    read: async () => (await lodge.call(desk.token, 'GET', path)).json,
  }
}

test('201 answers from a template: the message is what an agent would have typed', async () => {
  const { desk, ticket, post, read } = await start()
  const made = await create(desk, {
    body: 'Hi **{{ requester.name }}**, #{{ ticket.number }} {{ order }}{{ nothing }}',
  })
  const answer = await post({ template: 'THANKS', data: { order: '[A-1](x)' }, status: 'pending' })
  expect(answer.status).toBe(201)
  expect(answer.json).toMatchObject({
    author: { kind: 'agent', name: 'test' },
    public: true,
    format: 'markdown',
    text: 'Hi Ann, #1 [A-1](x)',
    html: '<p>Hi <strong>Ann</strong>, #1 [A-1](x)</p>\n',
  })
  expect(await read()).toMatchObject({ status: 'pending', first_response_at: answer.json.created_at, message_count: 2 })
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type === 'message.created')
  expect(events).toMatchObject([{ data: { message: answer.json, ticket: { id: ticket.id } } }])
  const note = await post({ template: made.id, public: false })
  expect(note.json).toMatchObject({ public: false, text: 'Hi Ann, #1' })
})

test('201 in the ticket’s language', async () => {
  const { desk, post } = await start({ culture: 'he-IL' })
  await create(desk, { body: 'Hello', translations: { he: { body: 'שלום {{ requester.name }}' } } })
  expect((await post({ template: 'thanks' })).json.text).toBe('שלום Ann')
})

test('201 an html template, made harmless whoever wrote what', async () => {
  const { desk, post } = await start({ subject: '<img src=x onerror=alert(1)>' })
  await create(desk, { format: 'html', body: '<p>{{ ticket.subject }}</p><iframe src="x"></iframe>' })
  expect((await post({ template: 'thanks' })).json.html).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>')
})

test('409 a template that is switched off, of which nothing is left, or that cannot be used on this ticket', async () => {
  const { desk, ticket, post, read } = await start()
  const made = await create(desk, { body: '{{ nothing }}' })
  expectProblem(await post({ template: 'thanks' }), 409, 'template_renders_nothing', 'template')
  const body = '{% for i in (1..1000) %}{{ x }}{% endfor %}'
  await lodge.call(desk.token, 'PATCH', `/v1/templates/${made.id}`, { body })
  const tooLong = await post({ template: 'thanks', data: { x: 'x'.repeat(1_000) } })
  expectProblem(tooLong, 409, 'invalid_template', 'template')
  expect(tooLong.json.detail).toMatch(/body, line 1, column \d+: the output is longer than 50,000 characters/)
  await lodge.call(desk.token, 'PATCH', `/v1/templates/${made.id}`, { enabled: false })
  expectProblem(await post({ template: 'thanks' }), 409, 'template_disabled', 'template')
  expect(await read()).toEqual(ticket)
})

test('400 another desk’s, an archived and an unknown template', async () => {
  const { desk, post } = await start()
  const foreign = await create(await lodge.desk(), { body: 'x' })
  const archived = await create(desk, { identifier: 'old', body: 'x' })
  await lodge.call(desk.token, 'DELETE', `/v1/templates/${archived.id}`)
  for (const template of [foreign.id, 'thanks', archived.id, 'old', '1', 'a b']) {
    expectProblem(await post({ template }), 400, 'template_not_found', 'template')
  }
})

test.each([
  ['neither body nor template', {}, 'body'],
  ['both', { body: 'x', template: 'thanks' }, 'template'],
  ['data without a template', { body: 'x', data: {} }, 'data'],
  ['too much data', { template: 'x', data: { a: 'x'.repeat(50_000) } }, 'data'],
])('400 %s', async (_name, body, path) => {
  const { post } = await start()
  expectProblem(await post(body), 400, 'invalid_body', path)
})

test('a repeated answer from a template is made once', async () => {
  const { desk, post, read } = await start()
  await create(desk, { body: 'Hi' })
  const key = { 'idempotency-key': 'k1' }
  const answers = await Promise.all([1, 2, 3].map(() => post({ template: 'thanks' }, key)))
  expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
  expect((await read()).message_count).toBe(2)
})
