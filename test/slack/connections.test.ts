import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { expectProblem } from '../support/refusals.ts'
import { connect, connectWebhook, newTicket, route, SIGNING_SECRET, settled, useSlack } from './slack.ts'

const given = useSlack()
const { lodge } = given
const PATH = '/v1/slack-connections'
const app = { kind: 'app', name: 'Acme', bot_token: 'xoxb-1234567890-abcdef' }

test('201 connects an app; its secrets are shown nowhere, and are sealed', async () => {
  const desk = await lodge.desk()
  const made = await lodge.call(desk.token, 'POST', PATH, {
    ...app,
    signing_secret: SIGNING_SECRET,
    routes: [{ happenings: ['new_ticket'], channel: 'C0123456789', departments: ['support'] }],
  })
  expect(made.status).toBe(201)
  const { id } = made.json
  const department = (await lodge.call(desk.token, 'GET', '/v1/departments')).json.data[0]
  expect(made.json).toMatchObject({
    name: 'Acme',
    kind: 'app',
    enabled: true,
    hint: '…cdef',
    interactive: true,
    routes: [{ happenings: ['new_ticket'], channel: 'C0123456789', departments: [department.id], priorities: [] }],
    interactions_path: `/slack/interactions/${id}`,
    events_path: `/slack/events/${id}`,
  })
  expect((await lodge.call(desk.token, 'GET', `${PATH}/${id}`)).json).toEqual(made.json)
  expect((await lodge.call(desk.token, 'GET', PATH)).json).toEqual({ data: [made.json], next_cursor: null })
  const events = await eventsOf(lodge, desk)
  expect(events.at(-1)).toEqual({ type: 'slack_connection.created', data: { connection: made.json } })
  const row = await lodge.store.pool.query('select c::text as text from slack_connection c where desk_id = $1', [
    desk.id,
  ])
  for (const secret of [app.bot_token, SIGNING_SECRET]) {
    expect(made.text + JSON.stringify(events) + row.rows[0].text).not.toContain(secret)
  }
})

test.each([
  ['an unknown kind', { ...app, kind: 'bot' }, 'kind'],
  ['a user token', { ...app, bot_token: 'xoxp-1234567890' }, 'bot_token'],
  ['no token', { ...app, bot_token: undefined }, 'bot_token'],
  ['a signing secret that is none', { ...app, signing_secret: 'secret' }, 'signing_secret'],
  [
    'a webhook URL of another host',
    { kind: 'incoming_webhook', name: 'x', webhook_url: 'https://evil.example/services/T/B/x' },
    'webhook_url',
  ],
  ['a ticket URL without a number', { ...app, ticket_url: 'https://desk.example/' }, 'ticket_url'],
  ['a channel by name', { ...app, routes: [{ happenings: ['new_ticket'], channel: '#support' }] }, 'routes.0.channel'],
  ['no happening', { ...app, routes: [{ happenings: [], channel: 'C0123456789' }] }, 'routes.0.happenings'],
])('400 %s', async (_, body, path) => {
  const desk = await lodge.desk()
  expectProblem(await lodge.call(desk.token, 'POST', PATH, body), 400, 'invalid_body', path)
})

test('400 a route to nowhere, of nobody’s department, or with a channel that a webhook does not take', async () => {
  const desk = await lodge.desk()
  const post = (body: object) => lodge.call(desk.token, 'POST', PATH, body)
  const routes = (over: object) => [{ happenings: ['new_ticket'], channel: 'C0123456789', ...over }]
  expectProblem(await post({ ...app, routes: routes({ channel: null }) }), 400, 'channel_required', 'routes.0.channel')
  const unknown = await post({ ...app, routes: routes({ departments: ['Support', 'Moon'] }) })
  expectProblem(unknown, 400, 'department_not_found', 'routes.0.departments.1')
  const hook = { kind: 'incoming_webhook', name: 'x', webhook_url: 'https://hooks.slack.com/services/T0/B0/x' }
  expectProblem(await post({ ...hook, routes: routes({}) }), 400, 'channel_not_allowed', 'routes.0.channel')
})

test('200 changes what is given; another token is used at once', async () => {
  const desk = await lodge.desk()
  const { id } = await connect(given, desk, [route('CCHANGE00')])
  const changes = { name: 'Other', bot_token: 'xoxb-another-token', signing_secret: null, ticket_url: null }
  const changed = await lodge.call(desk.token, 'PATCH', `${PATH}/${id}`, changes)
  expect(changed).toMatchObject({ status: 200, json: { name: 'Other', hint: '…oken', interactive: false } })
  expect(changed.json.routes).toHaveLength(1)
  await newTicket(given, desk)
  await settled(given, desk, 1)
  expect(given.slack.calls.at(-1)).toMatchObject({ method: 'chat.postMessage', token: 'xoxb-another-token' })
})

test('400 changes what the other kind has', async () => {
  const desk = await lodge.desk()
  const made = await connect(given, desk, [])
  const hook = await connectWebhook(given, desk, [])
  const patch = (id: string, body: object) => lodge.call(desk.token, 'PATCH', `${PATH}/${id}`, body)
  const url = 'https://hooks.slack.com/services/T0/B0/x'
  expectProblem(await patch(made.id, { webhook_url: url }), 400, 'other_kind', 'webhook_url')
  expectProblem(await patch(hook.id, { bot_token: app.bot_token }), 400, 'other_kind', 'bot_token')
  expectProblem(await patch(hook.id, { signing_secret: SIGNING_SECRET }), 400, 'other_kind', 'signing_secret')
})

test('a test message goes to the first channel, or to the one that is named', async () => {
  const desk = await lodge.desk()
  const { id } = await connect(given, desk, [route('CTEST0001')])
  const ask = (body: object) => lodge.call(desk.token, 'POST', `${PATH}/${id}/test`, body)
  expect((await ask({})).status).toBe(202)
  expect((await ask({ channel: 'CTEST0002' })).status).toBe(202)
  const deliveries = await settled(given, desk, 2)
  expect(deliveries).toMatchObject([
    { target: `slack/${id}/CTEST0001`, lane: id, state: 'sent' },
    { target: `slack/${id}/CTEST0002`, lane: id, state: 'sent' },
  ])
  const sent = given.slack.messages.filter(({ channel }) => channel.startsWith('CTEST'))
  expect(sent.map(({ text }) => text)).toEqual(Array(2).fill('This is a test from Lodge. “Acme” works.'))
  const hook = await connectWebhook(given, desk, [])
  expect((await lodge.call(desk.token, 'POST', `${PATH}/${hook.id}/test`, {})).status).toBe(202)
  await settled(given, desk, 3)
  expect(given.slack.hooked.at(-1).text).toBe('This is a test from Lodge. “Hook” works.')
})

test('400 and 409 a test that can go nowhere', async () => {
  const desk = await lodge.desk()
  const made = await connect(given, desk, [])
  const hook = await connectWebhook(given, desk, [])
  const ask = (id: string, body: object) => lodge.call(desk.token, 'POST', `${PATH}/${id}/test`, body)
  expectProblem(await ask(made.id, {}), 400, 'channel_required', 'channel')
  expectProblem(await ask(hook.id, { channel: 'C0123456789' }), 400, 'channel_not_allowed', 'channel')
  await lodge.call(desk.token, 'PATCH', `${PATH}/${made.id}`, { enabled: false })
  expectProblem(await ask(made.id, { channel: 'C0123456789' }), 409, 'slack_connection_disabled')
})

test('one that is switched off is told nothing; one that is deleted is forgotten', async () => {
  const desk = await lodge.desk()
  const { id } = await connect(given, desk, [route('CGONE0000')])
  await newTicket(given, desk)
  await settled(given, desk, 1)
  const other = await connect(given, desk, [route('CALIVE000')])
  await lodge.call(desk.token, 'PATCH', `${PATH}/${id}`, { enabled: false })
  await newTicket(given, desk)
  expect(await settled(given, desk, 2)).toHaveLength(2)
  expect((await lodge.call(desk.token, 'DELETE', `${PATH}/${id}`)).status).toBe(200)
  expect((await lodge.call(desk.token, 'GET', PATH)).json.data.map((one: { id: string }) => one.id)).toEqual([other.id])
  const left = await lodge.store.pool.query('select from slack_thread where desk_id = $1 and connection_id = $2', [
    desk.id,
    id,
  ])
  expect(left.rowCount).toBe(0)
})
