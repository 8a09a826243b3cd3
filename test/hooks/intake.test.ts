import { expect, test } from 'vitest'
import { workOff } from '../../src/channels/hooks/work-off.ts'
import { openHookKeys } from '../../src/core/hooks/keys.ts'
import { until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment } from '../support/tickets.ts'
import { deliveriesOf, hmac, makeHook, send, ticketsOf } from './support/hooks.ts'

const lodge = useLodge()

const form = { email: 'Ann@Example.com', name: 'Ann', subject: 'It broke', message: 'It does not start.' }

test('202 a payload becomes a ticket, and is kept as it came with its outcome', async () => {
  const desk = await lodge.desk()
  const department = await addDepartment(lodge, desk, 'Sales')
  const hook = await makeHook(lodge, desk, {
    source: 'generic',
    department: 'Sales',
    defaults: { priority: 'high', tags: ['web'] },
  })
  const sent = await send(lodge, hook, form)
  expect(sent.status).toBe(202)
  expect(sent.json).toEqual({ accepted: true })

  const [ticket, ...more] = await ticketsOf(lodge, desk)
  expect(more).toEqual([])
  expect(ticket).toMatchObject({
    subject: 'It broke',
    channel: 'hook',
    source: 'generic',
    priority: 'high',
    tags: ['web'],
    department: { id: department, name: 'Sales' },
    requester: { email: 'ann@example.com', name: 'Ann' },
  })
  const [delivery] = await deliveriesOf(lodge, desk, hook)
  expect(delivery).toMatchObject({
    state: 'created',
    detail: null,
    ticket: { id: ticket.id, number: ticket.number },
    repeats: 0,
  })
  const whole = await lodge.call(desk.token, 'GET', `/v1/hooks/${hook.id}/deliveries/${delivery.id}`)
  expect(JSON.parse(whole.json.body)).toEqual(form)
  expect(Buffer.from(whole.json.body_base64, 'base64').toString()).toBe(JSON.stringify(form))
  expect(whole.json.content_type).toBe('application/json')

  const event = await lodge.call(desk.token, 'GET', '/v1/events?types=ticket.created&wait=30')
  expect(event.json.data.at(-1).actor).toEqual({ kind: 'hook', id: hook.id })
})

test('202 the sender’s repeat makes no second ticket, nor do ten at once', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(lodge, hook, form)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(202))
  expect(await ticketsOf(lodge, desk)).toHaveLength(1)
  const deliveries = await deliveriesOf(lodge, desk, hook)
  expect(deliveries).toHaveLength(1)
  expect(deliveries[0]).toMatchObject({ state: 'created', repeats: 9 })
})

test('202 the sender’s own id says what a repeat is, whatever the body', async () => {
  const desk = await lodge.desk()
  const byHeader = await makeHook(lodge, desk, { source: 'generic' })
  await send(lodge, byHeader, { ...form, attempt: 1 }, { 'idempotency-key': 'a' })
  await send(lodge, byHeader, { ...form, attempt: 2 }, { 'idempotency-key': 'a' })
  await send(lodge, byHeader, { ...form, attempt: 2 }, { 'idempotency-key': 'b' })
  expect(await deliveriesOf(lodge, desk, byHeader)).toHaveLength(2)

  const byPointer = await makeHook(lodge, desk, { source: 'generic', mapping: { delivery_id: '/entry/id' } })
  await send(lodge, byPointer, { ...form, entry: { id: 7 }, attempt: 1 })
  await send(lodge, byPointer, { ...form, entry: { id: 7 }, attempt: 2 })
  await send(lodge, byPointer, { ...form, entry: { id: 8 }, attempt: 1 })
  expect(await deliveriesOf(lodge, desk, byPointer)).toHaveLength(2)
  expect(await ticketsOf(lodge, desk)).toHaveLength(4)
})

test('202 from somebody blocked: the same answer, and no ticket', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  await lodge.call(desk.token, 'PUT', '/v1/blocklist', { value: 'ann@example.com' })
  const sent = await send(lodge, hook, form)
  expect([sent.status, sent.json]).toEqual([202, { accepted: true }])
  expect(await ticketsOf(lodge, desk)).toEqual([])
  expect((await deliveriesOf(lodge, desk, hook))[0]).toMatchObject({ state: 'blocked', ticket: null })
})

test('401 a wrong signature: kept as refused, nothing made, and the right one after it is taken', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic', signing_secret: 'quiet please' })
  expect(hook.signed).toBe(true)
  const body = JSON.stringify(form)
  for (const signature of [
    '',
    'sha256=',
    `sha256=${hmac('another', body, 'hex')}`,
    hmac('quiet please', body, 'hex'),
  ]) {
    expectProblem(await send(lodge, hook, body, { 'x-hub-signature-256': signature }), 401, 'wrong_signature')
  }
  expectProblem(await send(lodge, hook, body), 401, 'wrong_signature')
  expect(await ticketsOf(lodge, desk)).toEqual([])
  const refused = await deliveriesOf(lodge, desk, hook, '&state=refused')
  expect(refused).toHaveLength(5)
  expect(refused[0].detail).toContain('signing secret')

  const right = { 'x-hub-signature-256': `sha256=${hmac('quiet please', body, 'hex')}` }
  expect((await send(lodge, hook, body, right)).status).toBe(202)
  expect(await ticketsOf(lodge, desk)).toHaveLength(1)
  const stored = await lodge.store.pool.query('select h::text from hook h where id = $1', [hook.id])
  expect(stored.rows[0].h).not.toContain('quiet please')
  expect(stored.rows[0].h).not.toContain(hook.path.slice('/hooks/'.length))
})

test('refused payloads are kept up to a bound, the newest', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic', signing_secret: 'quiet please' })
  for (let n = 0; n < 55; n++) await send(lodge, hook, { n })
  const refused = await deliveriesOf(lodge, desk, hook)
  expect(refused).toHaveLength(50)
  const newest = await lodge.call(desk.token, 'GET', `/v1/hooks/${hook.id}/deliveries/${refused[0].id}`)
  expect(newest.json.body).toBe('{"n":54}')
})

test('404 an address that nobody has, and one that was revoked or rotated, at once', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  expectProblem(await send(lodge, { path: '/hooks/nobody' }, form), 404, 'hook_not_found')
  expect((await send(lodge, hook, form)).status).toBe(202)

  const rotated = await lodge.call(desk.token, 'POST', `/v1/hooks/${hook.id}/rotate`)
  expect(rotated.status).toBe(200)
  expectProblem(await send(lodge, hook, { ...form, n: 2 }), 404, 'hook_not_found')
  const again = { path: new URL(rotated.json.url).pathname }
  expect((await send(lodge, again, { ...form, n: 2 })).status).toBe(202)

  expect((await lodge.call(desk.token, 'DELETE', `/v1/hooks/${hook.id}`)).json.revoked_at).not.toBeNull()
  expectProblem(await send(lodge, again, { ...form, n: 3 }), 404, 'hook_not_found')
  expect(await deliveriesOf(lodge, desk, hook)).toHaveLength(2)
})

test('another process forgets a revoked address by itself', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  const keys = openHookKeys(lodge.lodge) // what a second process remembers, in all but the process
  const secret = hook.path.slice('/hooks/'.length)
  expect(await keys.find(secret)).toMatchObject({ id: hook.id })
  await lodge.call(desk.token, 'DELETE', `/v1/hooks/${hook.id}`)
  await until(async () => (await keys.find(secret)) === undefined)
})

test('204 HEAD: a sender may ask whether there is anybody', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'intercom' })
  expect((await lodge.app.inject({ method: 'HEAD', url: hook.path })).statusCode).toBe(204)
  expect((await lodge.app.inject({ method: 'HEAD', url: '/hooks/nobody' })).statusCode).toBe(404)
})

test('a crash between payload and ticket: the job makes it, once', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  await send(lodge, hook, form)
  const reopen = () =>
    lodge.store.pool.query(`update hook_delivery set state = 'received', ticket_id = null where hook_id = $1`, [
      hook.id,
    ])
  // As if the process had died after the ticket's commit, before the outcome was written; and once more.
  await reopen()
  await workOff(lodge.lodge, { olderThanMs: 60_000 })
  expect((await deliveriesOf(lodge, desk, hook))[0].state).toBe('received')
  await Promise.all([workOff(lodge.lodge, { olderThanMs: 0 }), workOff(lodge.lodge, { olderThanMs: 0 })])
  await reopen()
  await send(lodge, hook, form)
  const [ticket, ...more] = await ticketsOf(lodge, desk)
  expect(more).toEqual([])
  expect((await deliveriesOf(lodge, desk, hook))[0]).toMatchObject({ state: 'created', ticket: { id: ticket.id } })

  // As if it had died before the ticket.
  await lodge.store.pool.query(
    `insert into hook_delivery (desk_id, id, hook_id, key, state, content_type, headers, body)
     values ($1, $2, $3, 'id/left', 'received', 'application/json', '{}', $4)`,
    [desk.id, lodge.store.nextId(), hook.id, Buffer.from(JSON.stringify({ ...form, subject: 'Left behind' }))],
  )
  await workOff(lodge.lodge, { olderThanMs: 0 })
  expect((await ticketsOf(lodge, desk)).map((one) => one.subject).sort()).toEqual(['It broke', 'Left behind'])
})
