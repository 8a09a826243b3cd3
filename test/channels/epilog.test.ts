import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOutbound } from '../../src/channels/outbound.ts'
import { webhookChannel } from '../../src/channels/webhooks/channel.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { startReceiver } from '../support/receiver.ts'
import { expectProblem } from '../support/refusals.ts'
import { fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

let desk: TestDesk
let open: (() => unknown)[] = []
beforeEach(async () => {
  desk = await lodge.desk()
  const outbound = openOutbound({ allow: ['127.0.0.1/32'] })
  const jobs = await startJobs(lodge.lodge, [webhookChannel(outbound)])
  open = [outbound.close, jobs.stop]
})
afterEach(async () => {
  for (const close of open.reverse()) await close()
})

const receive = async (answer?: Parameters<typeof startReceiver>[0]) => {
  const receiver = await startReceiver(answer)
  open.push(receiver.close)
  return receiver
}
const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  lodge.call(desk.token, method, path, body, headers)
const intervene = async () => {
  const { id } = (await call('POST', '/v1/interventions', { name: 'warranty_claim', title: 'Warranty claim' })).json
  return `/v1/interventions/${id}`
}
const deliveries = async () => (await call('GET', '/v1/deliveries')).json.data
/** Until the one delivery was tried once, and that is written. */
const tried = () =>
  until(async () => {
    const [one] = await deliveries()
    return one?.attempts === 1 && one.state === 'pending'
  })

test('a run is told to the epilog, signed so that standardwebhooks takes it', async () => {
  const receiver = await receive()
  const path = await intervene()
  const set = await call('PUT', `${path}/epilog`, { url: `${receiver.url}/epilog`, timeout_seconds: 5 })
  expect(set.status).toBe(200)
  const { secret, ...epilog } = set.json
  expect(epilog).toEqual({ url: `${receiver.url}/epilog`, timeout_seconds: 5, created_at: expect.any(String) })
  expect((await call('GET', `${path}/epilog`)).json).toEqual(epilog)
  const ticket = await fileTicket(lodge, desk)
  const run = (await call('POST', `${path}/run`, { ticket: ticket.id, uid: 'crm-1', data: { order: 'Ä-1' } })).json
  await until(async () => receiver.received.length === 1)
  const [got] = receiver.received
  const headers = got?.headers as Record<string, string> // Node joins all but set-cookie, which nobody sent
  expect(got?.url).toBe('/epilog')
  expect(new Webhook(secret).verify(got?.body ?? '', headers)).toEqual({
    id: headers['webhook-id'],
    timestamp: expect.any(String),
    intervention: 'warranty_claim',
    uid: 'crm-1',
    ticket_id: ticket.id,
    ticket_number: ticket.number,
    response_id: run.private_message_id,
    run_id: run.id,
    data: { order: 'Ä-1' },
    fields: {},
  })
  await until(async () => (await deliveries())[0]?.state === 'sent')
  expect(await deliveries()).toMatchObject([{ channel: 'webhook', target: `epilog/${path.split('/').at(-1)}` }])
})

test('only those that have one are told, and a repeated run is told once', async () => {
  const receiver = await receive()
  const [path, other] = [
    await intervene(),
    `/v1/interventions/${(await call('POST', '/v1/interventions', { name: 'b', title: 'B' })).json.id}`,
  ]
  await call('PUT', `${path}/epilog`, { url: receiver.url })
  const ticket = await fileTicket(lodge, desk)
  await call('POST', `${other}/run`, { ticket: ticket.id })
  for (let time = 0; time < 3; time += 1) await call('POST', `${path}/run`, { ticket: ticket.id, uid: 'u' })
  await call('POST', `${path}/run`, { ticket: ticket.id, uid: 'last' })
  await until(async () => receiver.received.length >= 2)
  expect(receiver.received.map(({ body }) => JSON.parse(body).uid).toSorted()).toEqual(['last', 'u'])
})

test('one that fails is tried again, one that is gone is not', async () => {
  let status = 500
  const receiver = await receive((response) => response.writeHead(status).end())
  const path = await intervene()
  await call('PUT', `${path}/epilog`, { url: receiver.url })
  const ticket = await fileTicket(lodge, desk)
  await call('POST', `${path}/run`, { ticket: ticket.id })
  await tried()
  expect((await deliveries())[0]).toMatchObject({ state: 'pending', reason: expect.stringMatching(/answered 500\.$/) })
  status = 410
  await call('POST', `${path}/run`, { ticket: ticket.id })
  await until(async () => (await deliveries()).some(({ state }: { state: string }) => state === 'failed'))
  const gone = (await deliveries()).find(({ state }: { state: string }) => state === 'failed')
  expect(gone).toMatchObject({ permanent: true, reason: expect.stringMatching(/answered 410 \(gone\)\.$/) })
})

test('one that was removed is told nothing more, and set again it has another secret', async () => {
  const receiver = await receive((response) => response.writeHead(500).end())
  const path = await intervene()
  const first = (await call('PUT', `${path}/epilog`, { url: receiver.url })).json
  const ticket = await fileTicket(lodge, desk)
  await call('POST', `${path}/run`, { ticket: ticket.id })
  await tried()
  expect((await call('DELETE', `${path}/epilog`)).status).toBe(200)
  expect((await deliveries())[0]).toMatchObject({ state: 'failed', reason: 'This epilog was removed.' })
  expectProblem(await call('GET', `${path}/epilog`), 404, 'epilog_not_found')
  expectProblem(await call('DELETE', `${path}/epilog`), 404, 'epilog_not_found')
  const key = { 'idempotency-key': 'k' }
  const second = (await call('PUT', `${path}/epilog`, { url: receiver.url }, key)).json
  expect(second.secret).not.toBe(first.secret)
  expect((await call('PUT', `${path}/epilog`, { url: receiver.url }, key)).json).toEqual({ ...second, secret: null })
})

test.each(['http://10.0.0.1/', 'http://[::ffff:10.0.0.1]/', 'ftp://a.example/', 'x', 'http://169.254.169.254/'])(
  '400 an epilog to %s',
  async (url) => {
    expectProblem(await call('PUT', `${await intervene()}/epilog`, { url }), 400, 'invalid_url', 'url')
  },
)

test('no secret is in an event, a list or an answer but the first', async () => {
  const path = await intervene()
  const { secret } = (await call('PUT', `${path}/epilog`, { url: 'https://crm.example/in' })).json
  const rows = await lodge.store.pool.query('select * from event where desk_id = $1', [desk.id])
  const shown = [rows.rows, (await call('GET', path)).json, (await call('GET', `${path}/epilog`)).json]
  expect(JSON.stringify(shown)).not.toContain(secret.slice(6))
  expectProblem(
    await call('PUT', `${path}/epilog`, { url: 'https://a.example', timeout_seconds: 31 }),
    400,
    'invalid_body',
  )
})

/** A run with a final template, whose epilog is told as the receiver answers. */
const submitted = async (answer: Parameters<typeof startReceiver>[0], final = 'Tracked as {{ remote.tracking }}') => {
  const receiver = await receive(answer)
  await call('POST', '/v1/templates', {
    identifier: 'warranty_claim.final',
    name: 'Final',
    format: 'text',
    body: final,
  })
  const path = await intervene()
  await call('PUT', `${path}/epilog`, { url: receiver.url, timeout_seconds: 1 })
  const ticket = await fileTicket(lodge, desk)
  const run = (await call('POST', `${path}/run`, { ticket: ticket.id, uid: 'u' })).json
  const read = async () => (await call('GET', `/v1/intervention-runs/${run.id}`)).json
  const texts = async () =>
    (await call('GET', `/v1/tickets/${ticket.id}`)).json.messages
      .map((one: { text: string }) => one.text)
      .filter((text: string) => text.startsWith('Tracked'))
  return { receiver, path, run, read, texts }
}
const json = (response: Parameters<NonNullable<Parameters<typeof startReceiver>[0]>>[0], body: object) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

test('an answer that confirms posts the final response, once, though it is told again', async () => {
  const { receiver, read, run, texts } = await submitted((response) =>
    json(response, { confirmed: true, data: { tracking: 'CC-\u0000\ud83d12' } }),
  )
  expect(run).toMatchObject({ state: 'submitted', final_message_id: null })
  await until(async () => (await read()).state === 'confirmed' && (await read()).epilog.state === 'sent')
  expect(await read()).toMatchObject({ remote: { tracking: 'CC-�12' }, epilog: { attempts: 1, reason: null } })
  expect((await call('POST', `/v1/intervention-runs/${run.id}/retry`)).json).toMatchObject({ state: 'pending' })
  await until(async () => receiver.received.length === 2 && (await read()).epilog.state === 'sent')
  expect(await texts()).toEqual(['Tracked as CC-�12'])
})

test('an answer that says no is shown on the run, and can be told again', async () => {
  let answer: object = { confirmed: false, reason: 'no such order' }
  const { receiver, read, run, texts } = await submitted((response) => json(response, answer))
  await until(async () => (await read()).epilog?.state === 'failed')
  expect((await read()).epilog.reason).toBe(`127.0.0.1:${receiver.port} said no: no such order`)
  answer = { confirmed: true, data: { tracking: 'T1' } }
  await call('POST', `/v1/deliveries/${(await read()).epilog.delivery}/replay`)
  await until(async () => (await read()).state === 'confirmed')
  expect(await texts()).toEqual(['Tracked as T1'])
  expect(run.id).toBe((await read()).id)
})

test('one that does not answer in its time is shown on the run, and told again later', async () => {
  const { read } = await submitted(() => {})
  await until(async () => (await read()).epilog?.attempts === 1 && (await read()).epilog.state === 'pending')
  expect((await read()).epilog.reason).toMatch(/1 s/)
})

test('a final template that cannot be used is said of the run, which is told again', async () => {
  const { read, texts } = await submitted((response) => json(response, { confirmed: true }), '{{ remote.tracking }}')
  await until(async () => (await read()).epilog?.attempts === 1 && (await read()).epilog.state === 'pending')
  expect((await read()).epilog.reason).toMatch(/confirmed it, but the final response cannot be written: final template/)
  expect([(await read()).state, await texts()]).toEqual(['submitted', []])
})

test('a run whose fields are filled in later is told once it is submitted', async () => {
  const receiver = await receive()
  const fields = [{ name: 'order', label: 'Order', required: true }]
  const made = (await call('POST', '/v1/interventions', { name: 'late', title: 'Late', fields })).json
  await call('PUT', `/v1/interventions/${made.id}/epilog`, { url: receiver.url })
  const new_ticket = { requester: { email: 'ann@example.com' } }
  const given = { new_ticket, uid: 'u', submit: false, data: { more: 1 } }
  const run = (await call('POST', `/v1/interventions/${made.id}/run`, given)).json
  await call('PUT', `/v1/intervention-runs/${run.id}/values`, { values: { order: 'A' } })
  await call('POST', `/v1/intervention-runs/${run.id}/submit`, { values: { order: 'B' } })
  await until(async () => receiver.received.length === 1)
  const ticket = (await call('GET', `/v1/tickets/${run.ticket.id}`)).json
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
    run_id: run.id,
    ticket_id: ticket.id,
    ticket_number: ticket.number,
    response_id: ticket.messages[0].id,
    uid: 'u',
    data: { more: 1 },
    fields: { order: 'B' },
  })
})
