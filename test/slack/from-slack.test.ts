import { expect, test } from 'vitest'
import { EVENT_TYPES } from '../../src/http/v1/webhooks/event-types.ts'
import { eventsOf } from '../support/events.ts'
import { until } from '../support/feed.ts'
import type { TestDesk } from '../support/lodge.ts'
import { refuse } from '../support/slack-server.ts'
import { connect, fastForward, fromSlack, newTicket, retried, route, settled, useSlack } from './slack.ts'

const given = useSlack()
const { lodge } = given
let count = 0
const channelId = () => `CIN${String(++count).padStart(6, '0')}`

const person = (email: string | null, over: object = {}) => ({
  id: 'U1',
  team_id: 'T1',
  name: 'kim',
  profile: { real_name: 'Kim Slack', ...(email === null ? {} : { email }) },
  ...over,
})

/** A desk with a member, a ticket, and its thread in a channel. */
const prepare = async (user: object | undefined = person('kim@example.com')) => {
  const desk = await lodge.desk()
  const channel = channelId()
  const member = { email: 'kim@example.com', name: 'Kim', role: 'agent' }
  const { id: memberId } = (await lodge.call(desk.token, 'POST', '/v1/members', member)).json
  const connection = await connect(given, desk, [route(channel)])
  const userId = `U${channel}`
  if (user) given.slack.users.set(userId, { ...user, id: userId })
  const ticket = await newTicket(given, desk)
  await settled(given, desk, 1)
  const root = given.slack.messages.find((one) => one.channel === channel)
  if (!root) throw new Error('there is no first message')
  return { desk, channel, connection, ticket, root, memberId, userId }
}
type Prepared = Awaited<ReturnType<typeof prepare>>

let trigger = 0
const press = ({ connection, channel, ticket, userId }: Prepared, action: string, over: object = {}) =>
  fromSlack(
    given,
    connection.interactions_path,
    new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        trigger_id: `trigger${++trigger}`,
        response_url: given.slack.hookUrl,
        user: { id: userId, name: 'kim', team_id: 'T1' },
        container: { type: 'message', channel_id: channel },
        actions: [{ action_id: action, value: ticket.id, type: 'button' }],
        ...over,
      }),
    }).toString(),
    { type: 'application/x-www-form-urlencoded' },
  )

const say = ({ connection, channel, root, userId }: Prepared, text: string, over: object = {}, headers = {}) =>
  fromSlack(
    given,
    connection.events_path,
    JSON.stringify({
      type: 'event_callback',
      event_id: 'Ev1',
      event: {
        type: 'message',
        channel,
        user: userId,
        text,
        ts: '1800000000.000100',
        thread_ts: root.ts,
        ...over,
      },
    }),
    { headers },
  )

const read = async (desk: TestDesk, id: string) => (await lodge.call(desk.token, 'GET', `/v1/tickets/${id}`)).json
const answers = () => given.slack.hooked.map(({ text }) => text)

test('Assign to me: the ticket is theirs, they are told, and so is the thread', async () => {
  const prepared = await prepare()
  const { desk, ticket, memberId, channel, root } = prepared
  expect((await press(prepared, 'assign_to_me')).statusCode).toBe(200)
  await settled(given, desk, 3)
  expect((await read(desk, ticket.id)).assignee).toMatchObject({ id: memberId, name: 'Kim' })
  expect(given.slack.hooked.at(-1)).toEqual({
    response_type: 'ephemeral',
    replace_original: false,
    text: '#1 is yours now.',
  })
  expect(given.slack.messages.filter((one) => one.channel === channel).at(-1)).toMatchObject({
    text: 'Assigned to Kim',
    thread_ts: root.ts,
  })
  await press(prepared, 'assign_to_me')
  await until(async () => answers().at(-1) === '#1 is yours already.')
})

test('Resolve, and Resolve again', async () => {
  const prepared = await prepare()
  await press(prepared, 'resolve')
  await until(async () => answers().at(-1) === '#1 is resolved.')
  expect((await read(prepared.desk, prepared.ticket.id)).status).toBe('resolved')
  await press(prepared, 'resolve')
  await until(async () => answers().at(-1) === '#1 is resolved already.')
})

test('what a member may not do in Lodge they may not do from Slack: a light agent, and one of another department', async () => {
  const prepared = await prepare()
  const { desk, memberId, ticket } = prepared
  const become = (changes: object) => lodge.call(desk.token, 'PATCH', `/v1/members/${memberId}`, changes)
  await become({ role: 'light_agent' })
  await press(prepared, 'resolve')
  await until(async () => answers().at(-1) === 'You may write notes only: reply in the thread.')
  await become({ role: 'agent', access: 'departments' })
  await press(prepared, 'assign_to_me')
  await until(async () => answers().at(-1) === 'This ticket is not there any more.')
  expect(await read(desk, ticket.id)).toMatchObject({ status: 'open', assignee: null })
})

test('the same press sent twice acts once', async () => {
  const prepared = await prepare()
  const { desk } = prepared
  await Promise.all([1, 2, 3].map(() => press(prepared, 'resolve', { trigger_id: 'same' })))
  await settled(given, desk, 3)
  const kept = await lodge.store.pool.query('select key, payload, answer from slack_receipt where desk_id = $1', [
    desk.id,
  ])
  expect(kept.rows).toEqual([{ key: 'button/same', payload: null, answer: '#1 is resolved.' }])
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type === 'slack.received')
  expect(events).toHaveLength(1)
  expect(EVENT_TYPES['slack.received']?.data.safeParse(events[0]?.data).success).toBe(true)
})

test.each([
  ['nobody of the desk', person('eve@example.com'), /no member of the desk has the address eve@example\.com/],
  ['without an address', person(null), /address in Slack cannot be seen/],
  ['of another workspace', person('kim@example.com', { team_id: 'T2' }), /guest of another workspace/],
  ['a stranger', person('kim@example.com', { is_stranger: true }), /guest of another workspace/],
  ['who left', person('kim@example.com', { deleted: true }), /cannot be seen/],
  ['unknown to Slack', undefined, /cannot be seen/],
])('somebody %s is told so, and nothing changes', async (_, user, words) => {
  // `undefined` would be the default: this one is taken out again.
  const prepared = await prepare(user ?? person(null))
  if (!user) given.slack.users.delete(prepared.userId)
  const before = answers().length
  await press(prepared, 'assign_to_me')
  await until(async () => answers().length > before)
  expect(answers().at(-1)).toMatch(words)
  expect((await read(prepared.desk, prepared.ticket.id)).assignee).toBe(null)
})

test("another desk's ticket is not there", async () => {
  const prepared = await prepare()
  const other = await prepare()
  const before = answers().length
  await press(prepared, 'resolve', { actions: [{ action_id: 'resolve', value: other.ticket.id }] })
  await until(async () => answers().length > before)
  expect(answers().at(-1)).toBe('This ticket is not there any more.')
  expect((await read(other.desk, other.ticket.id)).status).toBe('open')
})

test('a member who was disabled is nobody', async () => {
  const prepared = await prepare()
  await lodge.call(prepared.desk.token, 'DELETE', `/v1/members/${prepared.memberId}`)
  const before = answers().length
  await press(prepared, 'assign_to_me')
  await until(async () => answers().length > before)
  expect(answers().at(-1)).toMatch(/no member of the desk/)
})

test('a reply in the thread is an internal note of the member, once, and no echo of it comes back', async () => {
  const prepared = await prepare()
  const { desk, ticket, memberId, channel } = prepared
  for (const retry of ['', '1', '2']) {
    const headers = retry === '' ? {} : { 'x-slack-retry-num': retry, 'x-slack-retry-reason': 'http_timeout' }
    expect((await say(prepared, 'Look at <https://a.example|this> &amp; that', {}, headers)).statusCode).toBe(200)
  }
  await settled(given, desk, 2)
  const { messages } = await read(desk, ticket.id)
  expect(messages.slice(1)).toMatchObject([
    {
      author: { kind: 'agent', id: memberId, name: 'Kim' },
      public: false,
      text: 'Look at this (https://a.example) & that',
    },
  ])
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, { priority: 'low' })
  await settled(given, desk, 3)
  expect(given.slack.messages.filter((one) => one.channel === channel).map((one) => one.text)).toEqual([
    'New ticket: #1 I cannot log in',
    'Priority low',
  ])
})

test('a reply of somebody who is no member is a note in their name in Slack', async () => {
  const prepared = await prepare(person(null))
  await say(prepared, 'Hello')
  await settled(given, prepared.desk, 2)
  const { messages } = await read(prepared.desk, prepared.ticket.id)
  expect(messages[1]).toMatchObject({ author: { kind: 'agent', id: null, name: 'Kim Slack (Slack)' }, public: false })
})

test('files of a reply are noted by name and link', async () => {
  const prepared = await prepare()
  const files = [{ name: 'log.txt', permalink: 'https://files.example/log' }]
  await say(prepared, '', { subtype: 'file_share', files })
  await settled(given, prepared.desk, 2)
  expect((await read(prepared.desk, prepared.ticket.id)).messages[1].text).toBe('[log.txt] https://files.example/log')
})

test.each([
  ['of a bot', { bot_id: 'B1' }],
  ['that is an edit', { subtype: 'message_changed' }],
  ['outside of threads', { thread_ts: undefined }],
  ['in another thread', { thread_ts: '1.1' }],
  ['in another channel', { channel: 'COTHER000' }],
])('a message %s is let pass', async (_, over) => {
  const prepared = await prepare()
  expect((await say(prepared, 'Hello', over)).statusCode).toBe(200)
  const kept = await lodge.store.pool.query('select from slack_receipt where desk_id = $1', [prepared.desk.id])
  expect(kept.rowCount).toBe(0)
})

test('an action that is not ours, and a body that is nothing, are let pass', async () => {
  const prepared = await prepare()
  expect((await press(prepared, 'open_ticket')).statusCode).toBe(200)
  expect((await press(prepared, 'resolve', { type: 'view_submission' })).statusCode).toBe(200)
  for (const path of [prepared.connection.events_path, prepared.connection.interactions_path]) {
    expect((await fromSlack(given, path, 'payload={')).statusCode).toBe(200)
  }
  const kept = await lodge.store.pool.query('select from slack_receipt where desk_id = $1', [prepared.desk.id])
  expect(kept.rowCount).toBe(0)
})

test("Slack's question whether the URL is ours is answered", async () => {
  const { connection } = await prepare()
  const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
  const answer = await fromSlack(given, connection.events_path, body)
  expect([answer.statusCode, answer.json()]).toEqual([200, { challenge: 'abc' }])
})

test('401 signed by somebody else, too long ago, or not at all; nothing is kept', async () => {
  const prepared = await prepare()
  const { connection, desk } = prepared
  const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
  for (const path of [connection.events_path, connection.interactions_path]) {
    for (const over of [{ secret: 'wrong' }, { at: Date.now() - 360_000 }, { at: Date.now() + 360_000 }]) {
      const answer = await fromSlack(given, path, body, over)
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'invalid_signature'])
    }
    const bare = await lodge.app.inject({ method: 'POST', url: path, payload: {} })
    expect(bare.statusCode).toBe(401)
  }
  const kept = await lodge.store.pool.query('select from slack_receipt where desk_id = $1', [desk.id])
  expect(kept.rowCount).toBe(0)
})

test('404 a connection that is not there, switched off, or takes nothing', async () => {
  const { connection, desk } = await prepare()
  await lodge.call(desk.token, 'PATCH', `/v1/slack-connections/${connection.id}`, { enabled: false })
  const deaf = await connect(given, desk, [], { signing_secret: null })
  expect(deaf).toMatchObject({ interactive: false, events_path: null, interactions_path: null })
  for (const id of ['1', 'x', connection.id, deaf.id]) {
    const answer = await fromSlack(given, `/slack/events/${id}`, '{}')
    expect([id, answer.statusCode, answer.json().code]).toEqual([id, 404, 'slack_connection_not_found'])
  }
})

test('what Slack cannot answer just now is done later', async () => {
  const prepared = await prepare()
  given.slack.next('users.info', refuse('internal_error'))
  given.slack.next('hook', (response) => response.writeHead(500).end())
  await press(prepared, 'resolve')
  await retried(given, prepared.desk)
  await until(async () => {
    await fastForward(given, prepared.desk)
    const [, act] = await lodge
      .call(prepared.desk.token, 'GET', '/v1/deliveries')
      .then(({ json }) => json.data.toReversed())
    return act?.state === 'sent'
  })
  expect((await read(prepared.desk, prepared.ticket.id)).status).toBe('resolved')
})
