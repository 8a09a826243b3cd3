import { expect, test } from 'vitest'
import { until } from '../support/feed.ts'
import { rateLimit, refuse } from '../support/slack-server.ts'
import {
  connect,
  connectWebhook,
  deliveriesOf,
  fastForward,
  newTicket,
  record,
  retried,
  route,
  settled,
  useSlack,
} from './slack.ts'

const given = useSlack()
const { lodge } = given
const inChannel = (channel: string) => given.slack.messages.filter((one) => one.channel === channel)

test('a new ticket is told with what it is, and what can be done about it', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CNEW00000')], { ticket_url: 'https://desk.example/t/{number}' })
  const ticket = await newTicket(given, desk, { subject: 'Fish & <!channel>' })
  await settled(given, desk, 1)
  const [message] = inChannel('CNEW00000')
  expect(message?.text).toBe(`New ticket: #${ticket.number} Fish &amp; &lt;!channel&gt;`)
  expect(message?.blocks[0].text).toEqual({ type: 'plain_text', text: '#1 Fish & <!channel>', emoji: false })
  const shown = JSON.stringify(message?.blocks)
  for (const part of ['Ann, ann@example.com', 'normal', 'Support', 'nobody yet', 'It says <nothing> & stops.'])
    expect(shown).toContain(part)
  const buttons = message?.blocks.at(-1).elements
  expect(buttons.map((one: { action_id: string }) => one.action_id)).toEqual(['assign_to_me', 'resolve', 'open_ticket'])
  expect(buttons[0].value).toBe(ticket.id)
  expect(buttons[2].url).toBe('https://desk.example/t/1')
  expect(given.slack.calls.find(({ args }) => args.channel === 'CNEW00000')?.token).toBe(`xoxb-${desk.slug}`)
})

test('without a signing secret there are no buttons, and without a ticket_url no link', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CPLAIN000')], { signing_secret: null })
  await newTicket(given, desk)
  await settled(given, desk, 1)
  expect(inChannel('CPLAIN000')[0]?.blocks.map((block) => block.type)).not.toContain('actions')
})

test("what is longest fits into Slack's limits", async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CLONG0000')])
  const requester = { email: `${'a'.repeat(60)}@example.com`, name: '&'.repeat(200) }
  await newTicket(given, desk, { requester, subject: '&'.repeat(1000), body: '<>'.repeat(20_000) })
  await settled(given, desk, 1)
  const [message] = inChannel('CLONG0000')
  const texts = (message?.blocks ?? []).flatMap((block) => [block.text, ...(block.fields ?? [])]).filter(Boolean)
  expect(message?.text.length).toBeLessThanOrEqual(3_000)
  expect(message?.blocks[0].text.text.length).toBeLessThanOrEqual(150)
  for (const { text } of texts) expect(text.length).toBeLessThanOrEqual(3_000)
  for (const { text } of message?.blocks[2].fields ?? []) expect(text.length).toBeLessThanOrEqual(2_000)
})

test('what happens to a ticket later goes under its first message, in order', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CTHREAD00')])
  const { id } = await newTicket(given, desk)
  const reply = { body: 'Try again', author: 'agent', public: true }
  await lodge.call(desk.token, 'POST', `/v1/tickets/${id}/messages`, reply)
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { status: 'resolved', priority: 'high' })
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { subject: 'No news to a channel' })
  await settled(given, desk, 3)
  const [root, ...rest] = inChannel('CTHREAD00')
  expect(root?.thread_ts).toBeUndefined()
  expect(rest.map((one) => one.thread_ts)).toEqual([root?.ts, root?.ts])
  const texts = rest.map((one) => one.text).toSorted()
  expect(texts).toEqual(['Now resolved · priority high', 'test answered'])
})

test('many events at once make one first message in each channel', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CMANY0001'), route('CMANY0002')])
  const tickets = await Promise.all([1, 2, 3].map(() => newTicket(given, desk)))
  await Promise.all(
    tickets.flatMap(({ id }) =>
      ['low', 'high', 'urgent'].map((priority) => lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { priority })),
    ),
  )
  await settled(given, desk, 24)
  for (const channel of ['CMANY0001', 'CMANY0002']) {
    const roots = inChannel(channel).filter((one) => one.thread_ts === undefined)
    expect(roots).toHaveLength(3)
    for (const one of inChannel(channel).filter((message) => message.thread_ts))
      expect(roots.map((root) => root.ts)).toContain(one.thread_ts)
    expect(inChannel(channel)).toHaveLength(12)
  }
})

test('routes choose by happening, department and priority', async () => {
  const desk = await lodge.desk()
  const sales = (await lodge.call(desk.token, 'POST', '/v1/departments', { name: 'Sales' })).json
  await connect(given, desk, [
    route('CSALES000', { departments: ['sales'] }),
    route('CHIGH0000', { priorities: ['high', 'urgent'] }),
    route('CESCAL000', { happenings: ['escalation'] }),
  ])
  await newTicket(given, desk, { subject: 'A', department: sales.id })
  await newTicket(given, desk, { subject: 'B', priority: 'urgent' })
  const { id } = await newTicket(given, desk, { subject: 'C' })
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { priority: 'urgent' })
  await settled(given, desk, 4)
  const titles = (channel: string) => inChannel(channel).map((one) => one.text)
  expect(titles('CSALES000')).toEqual(['New ticket: #1 A'])
  expect(titles('CHIGH0000')).toEqual(['New urgent ticket: #2 B'])
  expect(titles('CESCAL000').toSorted()).toEqual(['New urgent ticket: #2 B', 'Priority urgent: #3 C'])
})

test('429: nothing is posted until Slack takes more', async () => {
  const desk = await lodge.desk()
  const { id } = await connect(given, desk, [route('CLIMIT000')])
  given.slack.next('chat.postMessage', rateLimit(120))
  await newTicket(given, desk)
  const delivery = await retried(given, desk)
  expect(delivery).toMatchObject({ status: 429, permanent: false, uncertain: false })
  expect(Date.parse(delivery.due_at) - Date.now()).toBeGreaterThan(60_000)
  const lanes = (await lodge.call(desk.token, 'GET', '/v1/delivery-lanes')).json.data
  expect(lanes).toMatchObject([{ lane: id, name: 'Acme', resting_until: expect.any(String) }])
  await fastForward(given, desk)
  await settled(given, desk, 1)
  expect(inChannel('CLIMIT000')).toHaveLength(1)
})

test.each([
  ['ratelimited', false, /not able to take it just now/],
  ['fatal_error', false, /not able to take it just now/],
])('%s is tried again', async (code, permanent, words) => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CPASS0000')])
  given.slack.next('chat.postMessage', refuse(code))
  await newTicket(given, desk)
  const delivery = await retried(given, desk)
  expect(delivery).toMatchObject({ permanent, reason: expect.stringMatching(words), detail: code })
})

test.each([
  ['invalid_auth', /Copy it again from OAuth/],
  ['channel_not_found', /Check the channel's ID/],
  ['not_in_channel', /\/invite/],
  ['account_inactive', /Install the app again/],
  ['is_archived', /archived/],
  ['missing_scope', /lacks the scope chat:write/],
])('%s fails for good, in words that say what to do', async (code, words) => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CPERM0000')])
  given.slack.next('chat.postMessage', refuse(code, { needed: 'chat:write' }))
  await newTicket(given, desk)
  const [delivery] = await settled(given, desk, 1)
  expect(delivery).toMatchObject({ state: 'failed', permanent: true, reason: expect.stringMatching(words) })
})

test('where the first message fails for good, the next event begins the thread', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CSECOND00')])
  given.slack.next('chat.postMessage', refuse('not_in_channel'))
  const { id } = await newTicket(given, desk)
  await settled(given, desk, 1)
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { status: 'pending' })
  await settled(given, desk, 2)
  const [root] = inChannel('CSECOND00')
  expect(root?.thread_ts).toBeUndefined()
  expect(root?.text).toBe('Now pending: #1 I cannot log in')
})

test('an incoming webhook gets what is routed to it, and no thread', async () => {
  const desk = await lodge.desk()
  await connectWebhook(given, desk, [route(null)])
  const { id } = await newTicket(given, desk, { subject: 'By webhook' })
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { status: 'resolved' })
  const [delivery] = await settled(given, desk, 1)
  expect(delivery).toMatchObject({ state: 'sent', detail: 'ok' })
  expect(given.slack.hooked.map(({ text }) => text)).toEqual(['New ticket: #1 By webhook'])
  expect(await deliveriesOf(given, desk)).toHaveLength(1)
})

test.each([
  [404, 'no_service', { state: 'failed', permanent: true, reason: expect.stringMatching(/Make a new one/) }],
  [500, 'rollup_error', { state: 'pending', permanent: false, reason: 'Slack answered 500.' }],
])('an incoming webhook that answers %s %s', async (status, code, expected) => {
  const desk = await lodge.desk()
  await connectWebhook(given, desk, [route(null)])
  given.slack.next('hook', (response) => response.writeHead(status).end(code))
  await newTicket(given, desk)
  await until(async () => (await deliveriesOf(given, desk))[0]?.reason)
  expect((await deliveriesOf(given, desk))[0]).toMatchObject(expected)
})

test('a rule names its own connection and channel', async () => {
  const desk = await lodge.desk()
  const { id: connection } = await connect(given, desk, [])
  await connect(given, desk, [])
  const ticket = await newTicket(given, desk)
  const told = { channel: 'slack', connection, to: 'CRULE0000', text: 'Look & see' }
  await record(given, desk, 'rule.notified', { rule: { id: '1', name: 'VIP' }, ticket, ...told })
  await settled(given, desk, 1)
  expect(inChannel('CRULE0000').map(({ text }) => text)).toEqual(['Rule “VIP”: #1 I cannot log in'])
  expect(JSON.stringify(inChannel('CRULE0000')[0]?.blocks)).toContain('Look & see')
})

test('what is overdue, and what the AI hands over, goes where escalations and handoffs go', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [
    route('COVERDUE0', { happenings: ['escalation'] }),
    route('CHANDOFF0', { happenings: ['ai_handoff'] }),
  ])
  const ticket = await newTicket(given, desk)
  await record(given, desk, 'sla.breached', { ticket, timer: { kind: 'first_reply' } })
  await settled(given, desk, 1)
  await record(given, desk, 'ai.handed_over', { ticket, reason: 'It asks for a person.' })
  await settled(given, desk, 3)
  expect(inChannel('COVERDUE0').map(({ text }) => text)).toEqual([
    'Overdue: first reply: #1 I cannot log in',
    'The AI hands this over to a person',
  ])
  expect(inChannel('CHANDOFF0').map(({ text }) => text)).toEqual([
    'The AI hands this over to a person: #1 I cannot log in',
  ])
  expect(JSON.stringify(inChannel('CHANDOFF0'))).toContain('It asks for a person.')
})

test('a ticket whose maker wants nobody told is not told', async () => {
  const desk = await lodge.desk()
  await connect(given, desk, [route('CQUIET000')])
  await newTicket(given, desk, { notify: { team: false } })
  await newTicket(given, desk, { subject: 'Loud' })
  await settled(given, desk, 1)
  expect(inChannel('CQUIET000').map(({ text }) => text)).toEqual(['New ticket: #2 Loud'])
})
