import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOutbound } from '../../src/channels/outbound.ts'
import { webhookChannel } from '../../src/channels/webhooks/channel.ts'
import { type LinkRight, toLink } from '../../src/core/mail/links.ts'
import { payloadSchema } from '../../src/http/v1/webhooks/event-schemas.ts'
import { EVENT_TYPES } from '../../src/http/v1/webhooks/event-types.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { newTicket, until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts'
import { addMember } from '../support/tickets.ts'

const lodge = useLodge()

let desk: TestDesk
let open: (() => unknown)[] = []
beforeEach(async () => {
  desk = await lodge.desk()
  open = []
  const outbound = openOutbound({ allow: ['127.0.0.1/32'] })
  const jobs = await startJobs(lodge.lodge, [webhookChannel(outbound)])
  open.push(outbound.close, jobs.stop)
})
afterEach(async () => {
  for (const close of open.reverse()) await close()
})

const receive = async (answer?: Parameters<typeof startReceiver>[0]): Promise<Receiver> => {
  const receiver = await startReceiver(answer)
  open.push(receiver.close)
  return receiver
}

const call = (method: string, path: string, body?: unknown) => lodge.call(desk.token, method, path, body)
const create = async (body: object) => (await call('POST', '/v1/webhooks', body)).json
const deliveries = async (query = '') => (await call('GET', `/v1/deliveries?limit=100${query}`)).json.data
const first = async (check: (delivery: Record<string, unknown>) => boolean) => {
  await until(async () => (await deliveries()).some(check))
  return (await deliveries()).find(check)
}
const tried = () => first(({ attempts, state }) => attempts === 1 && state !== 'sending')
const verify = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, {
    'webhook-id': String(headers['webhook-id']),
    'webhook-timestamp': String(headers['webhook-timestamp']),
    'webhook-signature': String(headers['webhook-signature']),
  }) as Record<string, unknown> // what JSON.parse gives for our payload
const payloads = ({ received }: Receiver) => received.map(({ body }) => JSON.parse(body))

test('an event arrives as its snapshot, signed so that standardwebhooks takes it', async () => {
  const receiver = await receive()
  const { secret } = await create({ url: `${receiver.url}/in?key=1`, types: ['ticket.created'] })
  const ticket = (await newTicket(lodge, desk, 'Hällo')).json
  await until(async () => receiver.received.length === 1)
  const [got] = receiver.received
  const payload = verify(secret, got!)
  expect(got).toMatchObject({ method: 'POST', url: '/in?key=1', headers: { 'content-type': 'application/json' } })
  expect(payload).toMatchObject({
    id: got!.headers['webhook-id'],
    type: 'ticket.created',
    sequence: 1,
    desk: { id: desk.id, slug: desk.slug },
    ticket_id: ticket.id,
    actor: { kind: 'token' },
    data: { ticket: { id: ticket.id, subject: 'Hällo' }, message: { author: { kind: 'contact' } } },
  })
  expect(() => verify(`whsec_${Buffer.alloc(32).toString('base64')}`, got!)).toThrow()
  expect(() => verify(secret, { ...got!, body: got!.body.replace('Hällo', 'Hello') })).toThrow()
  expect(await first(({ state }) => state === 'sent')).toMatchObject({ channel: 'webhook', status: 204 })
})

test('only the types that a webhook asks for, numbered over the desk without a gap', async () => {
  const [all, notes] = [await receive(), await receive()]
  const { id } = await create({ url: all.url })
  await create({ url: notes.url, types: ['message.*'] })
  await until(async () => all.received.length === 2)
  const ticket = (await newTicket(lodge, desk, 'Hello')).json
  for (const text of ['one', 'two']) await call('POST', `/v1/tickets/${ticket.id}/messages`, { body: text })
  await call('PATCH', `/v1/tickets/${ticket.id}`, { priority: 'high' })
  await until(async () => all.received.length === 6 && notes.received.length === 2)
  const stream = payloads(all).toSorted((a, b) => a.sequence - b.sequence)
  expect(stream.map(({ sequence, type }) => [sequence, type])).toEqual([
    [1, 'webhook.created'],
    [2, 'webhook.created'],
    [3, 'ticket.created'],
    [4, 'message.created'],
    [5, 'message.created'],
    [6, 'ticket.updated'],
  ])
  expect(
    payloads(notes)
      .map(({ sequence }) => sequence)
      .toSorted(),
  ).toEqual([4, 5])
  expect(new Set(stream.map((one) => one.id)).size).toBe(6)
  await call('PATCH', `/v1/webhooks/${id}`, { enabled: false })
  await newTicket(lodge, desk, 'Nobody hears of it')
  const other = await lodge.desk()
  await newTicket(lodge, other, 'Nor of this')
  await call('POST', `/v1/tickets/${ticket.id}/messages`, { body: 'three' })
  await until(async () => notes.received.length === 3)
  expect(payloads(notes).at(-1)).toMatchObject({ sequence: 7 })
  expect(all.received).toHaveLength(6)
})

test('many events at once, planned by two processes: each arrives under one id, numbered without a gap', async () => {
  const outbound = openOutbound({ allow: ['127.0.0.1/32'] })
  const jobs = await startJobs(lodge.lodge, [webhookChannel(outbound)])
  open.push(outbound.close, jobs.stop)
  const receiver = await receive()
  await create({ url: receiver.url, types: ['ticket.*', 'message.*'] })
  const file = async (n: number) => {
    const ticket = (await newTicket(lodge, desk, `Ticket ${n}`)).json
    await call('POST', `/v1/tickets/${ticket.id}/messages`, { body: 'hi' })
  }
  await Promise.all(Array.from({ length: 40 }, (_, n) => file(n)))
  const ids = () => new Set(receiver.received.map(({ headers }) => headers['webhook-id']))
  await until(async () => ids().size === 80)
  const sequences = new Set<number>(payloads(receiver).map(({ sequence }) => sequence))
  expect([...sequences].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, n) => n + 1))
  const events = new Set(payloads(receiver).map(({ type, data }) => `${type} ${data.message.id}`))
  expect(events.size).toBe(80)
})

test('every event is what its schema says', async () => {
  const receiver = await receive()
  await create({ url: receiver.url })
  const path = (noun: string, id: string) => `/v1/${noun}/${id}`
  const ticket = (await newTicket(lodge, desk, 'Hello')).json
  await call('POST', `/v1/tickets/${ticket.id}/messages`, { body: '**hi**', body_format: 'markdown' })
  const memberId = await addMember(lodge, desk, 'Kim')
  await call('PATCH', path('tickets', ticket.id), {
    status: 'snoozed',
    snoozed_until: '2099-01-01T00:00:00Z',
    assignee: memberId,
    add_tags: ['vip'],
  })
  const department = (await call('POST', '/v1/departments', { name: 'Sales' })).json
  await call('PATCH', path('departments', department.id), { name: 'Sales!' })
  const moving = { from_queue_id: department.id, to_queue_id: ticket.department.id }
  await call('POST', '/api/v1/workflow/queues/move', moving)
  await call('DELETE', path('departments', department.id))
  const type = (await call('POST', '/v1/ticket-types', { name: 'Bug' })).json
  await call('PATCH', path('ticket-types', type.id), { name: 'Bug!' })
  await call('DELETE', path('ticket-types', type.id))
  const member = (await call('POST', '/v1/members', { email: 'lee@example.com', name: 'Lee', role: 'agent' })).json
  await call('PATCH', path('members', member.id), { name: 'Lee!' })
  await call('PUT', `${path('members', member.id)}/availability`, { availability: 'away', away_reason: 'Lunch' })
  await call('DELETE', path('members', member.id))
  const invite = (email: string) => call('POST', '/v1/invitations', { email, role: 'agent' })
  await call('DELETE', path('invitations', (await invite('no@example.com')).json.id))
  const token = new URL((await invite('joe@example.com')).json.link).searchParams.get('token')
  const joining = { token, name: 'Joe', password: 'correct horse battery' }
  const host = 'localhost'
  await lodge.app.inject({
    method: 'POST',
    url: '/v1/invitations/accept',
    headers: { host, origin: `http://${host}` },
    payload: joining,
  })
  const oidc = { name: 'Login', issuer: 'https://login.example.com', client_id: 'lodge', client_secret: 'secret' }
  const provider = (await call('POST', '/v1/sign-in-providers', oidc)).json
  await call('PATCH', path('sign-in-providers', provider.id), { name: 'Sign in' })
  await call('DELETE', path('sign-in-providers', provider.id))
  const muted = { new_ticket: false, assignment: true, reply: true, unassigned_reply: true, mention: true }
  await call('PUT', `/v1/members/${memberId}/notifications`, muted)
  await call('PUT', '/v1/mail/settings', { survey: true })
  await call('POST', '/v1/mail/settings/test', { to: 'me@example.com' })
  const click = (right: LinkRight, payload = '') =>
    lodge.app.inject({
      method: 'POST',
      url: `/mail/${toLink(lodge.lodge.secrets, right)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    })
  await click({ act: 'spare', deskId: desk.id, kind: 'notices', address: 'ann@example.com' })
  await click({ act: 'rate', deskId: desk.id, ticketId: ticket.id }, 'score=5')
  await call('DELETE', `/v1/tickets/${(await newTicket(lodge, desk, 'Forget me')).json.id}/personal-data`)
  const tag = (await call('POST', '/v1/tags', { name: 'new' })).json
  await call('PATCH', path('tags', tag.id), { name: 'newer' })
  await call('DELETE', path('tags', tag.id))
  const way = (await call('POST', '/v1/resolution-categories', { name: 'Refunded' })).json
  await call('PATCH', path('resolution-categories', way.id), { color: '#1f9d55' })
  await call('PUT', '/v1/resolution-categories/order', { ids: [way.id] })
  await call('DELETE', path('resolution-categories', way.id))
  const company = (await call('POST', '/v1/companies', { name: 'Acme' })).json
  await call('PATCH', path('companies', company.id), { name: 'Acme!' })
  const identify = (body: object) => call('PUT', '/v1/contacts', body)
  const bob = (await identify({ email: 'bob@example.com', company: { external_id: 'c1' } })).json
  const eve = (await identify({ email: 'eve@example.com' })).json
  await identify({ email: 'bob@example.com', name: 'Bob' })
  await call('POST', `/v1/contacts/${eve.id}/merge`, { into: bob.id })
  await call('POST', `/v1/contacts/${bob.id}/export`)
  await call('POST', `/v1/contacts/${(await identify({ email: 'gone@example.com' })).json.id}/erase`)
  const template = (await call('POST', '/v1/templates', { identifier: 'hi', name: 'Hi', body: 'Hi' })).json
  await call('PATCH', path('templates', template.id), { name: 'Hi!' })
  for (const method of ['PUT', 'DELETE']) {
    await call(method, `${path('templates', template.id)}/draft`, method === 'PUT' ? { body: 'Hi there' } : undefined)
  }
  await call('DELETE', path('templates', template.id))
  await call('PUT', '/v1/service-texts', { kind: 'greeting', culture: 'en-US', text: 'Hi' })
  const letter = { to_address: 'ann@example.com', subject: 'Hi', content: 'Hi' }
  await lodge.call(desk.token, 'POST', '/api/send_email', letter, { 'idempotency-key': 'letter' })
  const canned = (await call('POST', '/v1/canned-replies', { title: 'Hi', body: 'Hi' })).json
  await call('PATCH', path('canned-replies', canned.id), { title: 'Hi!' })
  await call('DELETE', path('canned-replies', canned.id))
  const fields = [{ name: 'order', label: 'Order' }]
  const intervention = (await call('POST', '/v1/interventions', { name: 'lost', title: 'Lost', fields })).json
  await call('PATCH', path('interventions', intervention.id), { title: 'Lost!' })
  await call('PUT', `/v1/interventions/${intervention.id}/epilog`, { url: 'https://crm.example/in' })
  await call('DELETE', `/v1/interventions/${intervention.id}/epilog`)
  const run = { ticket: ticket.id, submit: false }
  const { id: runId } = (await call('POST', `/v1/interventions/${intervention.id}/run`, run)).json
  await call('PUT', `/v1/intervention-runs/${runId}/values`, { values: { order: 'A' } })
  await call('POST', `/v1/intervention-runs/${runId}/submit`, {})
  await call('POST', `/v1/intervention-runs/${runId}/confirm`, {})
  await call('DELETE', path('interventions', intervention.id))
  const hook = await create({ url: receiver.url, types: ['webhook.test'] })
  const tell = { do: 'webhook', endpoint: hook.id }
  const when = { events: [{ event: 'ticket.created' }] }
  const rule = (await call('POST', '/v1/rules', { name: 'Tell', when, then: [tell] })).json
  await newTicket(lodge, desk, 'Told of')
  await until(async () => (await call('GET', `/v1/rules/${rule.id}/runs`)).json.data.length > 0)
  await call('PATCH', path('rules', rule.id), { name: 'Tell them' })
  await call('PUT', '/v1/rules/order', { rules: [rule.id] })
  await call('DELETE', path('rules', rule.id))
  const credential = (await call('POST', '/v1/credentials', { kind: 'token', name: 'x' })).json
  await call('DELETE', path('credentials', credential.id))
  await call('PATCH', '/v1/desk', { name: 'Renamed' })
  const keep = { closed_days: null, spam_days: 30, inbound_raw_days: null, activity_days: 90 }
  await call('PUT', '/v1/desk/retention', keep)
  await call('PATCH', '/v1/desk/identity-verification', { enabled: false })
  await call('POST', '/api/sdk/events', { user_id: 'u1', events: [{ event_type: 'click' }] })
  await call('PUT', '/v1/blocklist', { value: 'evil.example' })
  await call('PUT', '/v1/blocklist', { value: 'evil.example', reason: 'spam' })
  await call('POST', '/v1/tickets', { requester: { email: 'x@evil.example' }, subject: 'Buy' })
  await call('DELETE', '/v1/blocklist/evil.example')
  const ignored = (await call('POST', '/v1/ignored-mail', { kind: 'subject', value: 'Out of office*' })).json
  await call('DELETE', path('ignored-mail', ignored.id))
  const view = (await call('POST', '/v1/views', { name: 'Urgent', filter: { priority: ['urgent'] } })).json
  await call('PATCH', path('views', view.id), { name: 'Now' })
  await call('DELETE', path('views', view.id))
  const supervise = async (way: string, body: object) =>
    (await call('POST', `/api/v1/supervisor/health/${way}`, body)).json
  const room = { root_path: '/', min_free_space: 1, warn_free_space: 2 }
  await supervise('disk/delete', { id: (await supervise('disk/store', room)).disk.id })
  const known = { pattern: 'x', description: '' }
  await supervise('exception/delete', { id: (await supervise('exception/store', known)).exception.id })
  await call('POST', '/api/v1/administration/storage/retention', { sent_mail_retention_days: 30 })
  const watchlist = (await call('POST', '/v1/watchlists', { name: 'Mine' })).json
  await call('POST', `/v1/watchlists/${watchlist.id}/tickets`, { tickets: [ticket.id] })
  await call('DELETE', path('watchlists', watchlist.id))
  const headers = { 'content-type': 'application/octet-stream' }
  await lodge.call(desk.token, 'POST', '/v1/attachments?name=a.txt', 'hello', headers)
  const form = (await call('POST', '/v1/hooks', { name: 'Form', source: 'generic' })).json
  await lodge.app.inject({ method: 'POST', url: new URL(form.url).pathname, payload: { from: 'nobody' } })
  await call('POST', `/v1/hooks/${form.id}/deliveries/replay`)
  await call('PATCH', path('hooks', form.id), { name: 'Form!' })
  await call('POST', `/v1/hooks/${form.id}/rotate`)
  await call('DELETE', path('hooks', form.id))
  const posted = { name: 'Support', address: 'help@example.com', http: { provider: 'raw' } }
  const mailbox = (await call('POST', '/v1/mailboxes', posted)).json
  await call('PATCH', path('mailboxes', mailbox.id), { name: 'Help' })
  await call('POST', `/v1/mailboxes/${mailbox.id}/rotate`)
  await call('DELETE', path('mailboxes', mailbox.id))
  await call('PUT', '/v1/mail/intake', { reopen_days: 30 })
  await call('PATCH', path('webhooks', hook.id), { description: 'changed' })
  await call('POST', `/v1/webhooks/${hook.id}/rotate`, {})
  await call('POST', `/v1/webhooks/${hook.id}/test`)
  await first(({ event, state }) => (event as { type: string }).type === 'webhook.test' && state === 'sent')
  const sent = await first(({ state }) => state === 'sent')
  await call('POST', `/v1/deliveries/${sent.id}/replay`)
  await lodge.store.pool.query(`update delivery set state = 'failed' where desk_id = $1 and state = 'sent'`, [desk.id])
  await call('POST', '/v1/deliveries/replay', { event_type: 'desk.updated' })
  await call('POST', `/v1/delivery-lanes/webhook/${hook.id}/resume`)
  await call('DELETE', path('webhooks', hook.id))
  const app = { kind: 'app', name: 'Acme', bot_token: 'xoxb-1234567890' }
  const { id: slack } = (await call('POST', '/v1/slack-connections', app)).json
  await call('PATCH', path('slack-connections', slack), { name: 'Other' })
  await call('POST', `${path('slack-connections', slack)}/test`, { channel: 'C0123456789' })
  await call('DELETE', path('slack-connections', slack))
  const weekly = [{ day: 'monday', from: '09:00', to: '17:00' }]
  const hours = (await call('POST', '/v1/business-hours', { name: 'Office', time_zone: 'UTC', weekly })).json
  await call('PATCH', path('business-hours', hours.id), { name: 'Office!' })
  await call('DELETE', path('business-hours', hours.id))
  const policy = { name: 'Soon', targets: { resolution: { normal: 60 } } }
  const sla = (await call('POST', '/v1/sla-policies', policy)).json
  await call('PATCH', path('sla-policies', sla.id), { name: 'Sooner' })
  await call('DELETE', path('sla-policies', sla.id))
  const [support] = (await call('GET', '/v1/departments')).json.data
  await call('PUT', `/v1/departments/${support.id}/team/${memberId}`)
  await call('DELETE', `/v1/departments/${support.id}/team/${memberId}`)

  const { json: field } = await call('POST', '/v1/fields', { key: 'order', label: 'Order', kind: 'text' })
  await call('PATCH', path('fields', field.id), { required: true })
  await call('DELETE', path('fields', field.id))
  const twin = (await newTicket(lodge, desk, 'The same')).json
  await call('POST', `/v1/tickets/${twin.id}/links`, { ticket: ticket.id, kind: 'duplicate' })
  await call('DELETE', `/v1/tickets/${twin.id}/links/${ticket.id}`)
  await call('POST', `/v1/tickets/${twin.id}/split`, { messages: [twin.messages[0].id], subject: 'Another' })
  await call('POST', `/v1/tickets/${twin.id}/merge`, { into: ticket.id })
  await call('POST', `/v1/tickets/${twin.id}/unmerge`)

  const onWhatsApp = [{ type: 'Client', protocol: 'WhatsApp', identifier: '972501234567' }]
  const far = await call('POST', '/v1/tickets', {
    requester: { email: 'far@example.com' },
    subject: 'Far',
    metadata: { participants: onWhatsApp },
  })
  await call('POST', `/v1/tickets/${far.json.id}/messages`, { body: 'Hello' })

  // These take a failure for good, three days, mails that come in, a promise that is late, a loop of rules, Slack, a receiver that is gone, and people who sign in: they have tests of their own.
  const elsewhere = [
    'delivery.deleted',
    'delivery_lane.paused',
    'failed_jobs.deleted',
    'failed_jobs.retried',
    'import.cancelled',
    'import.created',
    'import.failed',
    'import.finished',
    'inbound_mail.quarantined',
    'inbound_mail.released',
    'mail.auto_reply',
    'mail.suppressed',
    'mail.undelivered',
    'mail.unsuppressed',
    'passkey.added',
    'passkey.removed',
    'password.changed',
    'password.reset_requested',
    'retention.applied',
    'rule.stopped',
    'session.revoked',
    'session.started',
    'sign_in.throttled',
    'sign_in_link.created',
    'sign_in_provider.joined',
    'sla.breached',
    'sla.met',
    'sla.warning',
    'slack.received',
    'tickets.deleted',
    'two_factor.disabled',
    'two_factor.enabled',
    'webhook.disabled',
    'webhook.failing',
  ]
  const seen = () => new Set(payloads(receiver).map((one) => one.type))
  const missing = () => Object.keys(EVENT_TYPES).filter((type) => !seen().has(type))
  await until(async () => missing().length <= elsewhere.length)
  for (const payload of payloads(receiver)) {
    const described = EVENT_TYPES[payload.type]
    const read = payloadSchema(payload.type, described!.data).safeParse(payload)
    expect([payload.type, read.error?.issues ?? []]).toEqual([payload.type, []])
  }
  expect(missing().toSorted()).toEqual(elsewhere)
})

test('a test goes to the one that is tested, whatever it asks for, and its answer is shown', async () => {
  const receiver = await receive((response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end('got\u0007 it'),
  )
  const other = await receive()
  const { id, secret } = await create({ url: receiver.url, types: ['tag.created'] })
  await create({ url: other.url, types: ['webhook.test'] })
  const tested = await call('POST', `/v1/webhooks/${id}/test`)
  expect(tested).toMatchObject({ status: 202, json: { webhook: { id } } })
  await until(async () => (await call('GET', tested.json.deliveries)).json.data[0]?.state === 'sent')
  expect(verify(secret, receiver.received[0]!)).toMatchObject({ type: 'webhook.test', data: { webhook: { id } } })
  expect((await call('GET', tested.json.deliveries)).json.data).toMatchObject([{ status: 200, detail: 'got it' }])
  expect(other.received).toEqual([])
})

test('while a secret is rotated, both sign; after that only the new one', async () => {
  const receiver = await receive()
  const { id, secret } = await create({ url: receiver.url, types: ['ticket.created'] })
  const newer = (await call('POST', `/v1/webhooks/${id}/rotate`, {})).json.secret
  await newTicket(lodge, desk, 'One')
  await until(async () => receiver.received.length === 1)
  for (const one of [secret, newer]) expect(verify(one, receiver.received[0]!)).toMatchObject({ sequence: 1 })
  await lodge.store.pool.query(`update webhook set old_secret_until = now() where id = $1`, [id])
  await newTicket(lodge, desk, 'Two')
  await until(async () => receiver.received.length === 2)
  expect(verify(newer, receiver.received[1]!)).toMatchObject({ sequence: 2 })
  expect(() => verify(secret, receiver.received[1]!)).toThrow()
})

test('a failure is tried again with the same id and the same words, signed anew', async () => {
  let works = false
  const receiver = await receive((response) => response.writeHead(works ? 200 : 500).end('oops'))
  const { secret } = await create({ url: receiver.url, types: ['ticket.created'] })
  await newTicket(lodge, desk, 'Hello')
  const delivery = await tried()
  expect(delivery).toMatchObject({ state: 'pending', permanent: false, status: 500, detail: 'oops' })
  expect(delivery.reason).toBe(`127.0.0.1:${receiver.port} answered 500.`)
  works = true
  await lodge.store.pool.query('update delivery set due_at = now() where desk_id = $1', [desk.id])
  await first(({ state }) => state === 'sent')
  const [one, two] = receiver.received
  expect(two!.headers['webhook-id']).toBe(one!.headers['webhook-id'])
  expect(two!.body).toBe(one!.body)
  expect(verify(secret, two!)).toMatchObject({ type: 'ticket.created' })
})

test('410 disables the webhook, says so, and sends no more', async () => {
  const receiver = await receive((response) => response.writeHead(410).end())
  const { id } = await create({ url: receiver.url, types: ['ticket.created'] })
  await newTicket(lodge, desk, 'Hello')
  expect(await first(({ state }) => state === 'failed')).toMatchObject({ permanent: true, status: 410 })
  const webhook = (await call('GET', `/v1/webhooks/${id}`)).json
  expect(webhook).toMatchObject({ enabled: false, disabled_reason: expect.stringContaining('it wants no more') })
  const events = (await call('GET', '/v1/events?types=webhook.disabled&wait=30')).json.data
  expect(events).toMatchObject([{ actor: { kind: 'system' }, data: { webhook: { id, enabled: false } } }])
  const read = EVENT_TYPES['webhook.disabled']!.data.safeParse(events[0].data)
  expect(read.error?.issues ?? []).toEqual([])
  const enabled = await call('PATCH', `/v1/webhooks/${id}`, { enabled: true })
  expect(enabled.json).toMatchObject({ enabled: true, disabled_reason: null })
})

test.each([
  [404, {}, /answered 404\.$/],
  [400, {}, /answered 400\.$/],
  [302, { location: 'http://127.0.0.1/' }, /a redirect, which webhooks do not follow/],
  [429, { 'retry-after': '3600' }, /answered 429\.$/],
  [503, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }, /answered 503\.$/],
] as const)('%i is tried again', async (status, headers, reason) => {
  const receiver = await receive((response) => response.writeHead(status, headers).end())
  await create({ url: receiver.url, types: ['ticket.created'] })
  await newTicket(lodge, desk, 'Hello')
  const delivery = await tried()
  expect(delivery).toMatchObject({ state: 'pending', status, permanent: false, reason: expect.stringMatching(reason) })
  const wait = Date.parse(delivery.due_at) - Date.now()
  if ('retry-after' in headers) expect(wait).toBeGreaterThan(3_000_000)
  else expect(wait).toBeLessThan(60_000)
  expect(receiver.received).toHaveLength(1)
})

test('a receiver that closes, and one that is not there, are told of in words', async () => {
  const rude = await receive((response) => response.socket?.destroy())
  const gone = await startReceiver()
  await gone.close()
  await create({ url: rude.url, types: ['ticket.created'] })
  await create({ url: gone.url, types: ['ticket.created'] })
  await newTicket(lodge, desk, 'Hello')
  await until(async () => (await deliveries()).filter((one: { reason: unknown }) => one.reason).length === 2)
  const reasons = (await deliveries()).map((one: { reason: string; uncertain: boolean }) => [one.reason, one.uncertain])
  expect(reasons).toEqual(
    expect.arrayContaining([
      [`127.0.0.1:${rude.port} closed the connection before its answer was complete.`, true],
      [`127.0.0.1:${gone.port} refused the connection: nothing listens there.`, false],
    ]),
  )
})

test('a URL that leads inside is not asked, and its owner is told what to do', async () => {
  const { id } = await create({ url: 'https://example.com/', types: ['ticket.created'] })
  // Saved before it became one: today it would be refused when it is saved.
  await lodge.store.pool.query(`update webhook set url = 'http://10.0.0.5/' where id = $1`, [id])
  await newTicket(lodge, desk, 'Hello')
  expect(await first(({ state }) => state === 'failed')).toMatchObject({
    permanent: true,
    reason: '10.0.0.5 is a private address. Self-hosters: add it to LODGE_OUTBOUND_ALLOW.',
  })
})

test('what waits for a webhook fails when it is deleted or disabled', async () => {
  const receiver = await receive((response) => response.writeHead(500).end())
  const { id } = await create({ url: receiver.url, types: ['ticket.created'] })
  const other = await create({ url: receiver.url, types: ['message.created'] })
  const ticket = (await newTicket(lodge, desk, 'Hello')).json
  await tried()
  await call('DELETE', `/v1/webhooks/${id}`)
  const [deleted] = await deliveries(`&lane=${id}`)
  expect(deleted).toMatchObject({ state: 'failed', permanent: true, reason: 'This webhook was deleted.' })
  await call('POST', `/v1/deliveries/${deleted.id}/replay`)
  await until(async () => (await deliveries(`&lane=${id}&state=failed`)).length === 1)
  expect(receiver.received).toHaveLength(1)
  await call('POST', `/v1/tickets/${ticket.id}/messages`, { body: 'hi' })
  await until(async () => (await deliveries(`&lane=${other.id}`))[0]?.reason)
  await call('PATCH', `/v1/webhooks/${other.id}`, { enabled: false })
  await lodge.store.pool.query('update delivery set due_at = now() where desk_id = $1', [desk.id])
  await until(async () => (await deliveries(`&lane=${other.id}&state=failed`)).length === 1)
  expect((await deliveries(`&lane=${other.id}`))[0].reason).toMatch(/This webhook is disabled/)
})

test('a secret that cannot be read any more is told of', async () => {
  const receiver = await receive()
  const { id } = await create({ url: receiver.url, types: ['ticket.created'] })
  await lodge.store.pool.query(`update webhook set secret = 'x' where id = $1`, [id])
  await newTicket(lodge, desk, 'Hello')
  expect((await tried()).reason).toMatch(/^The secret of this webhook cannot be read: LODGE_SECRET/)
  expect(receiver.received).toEqual([])
})
