import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, addMember, addTicketType, eventsOf } from '../support/tickets.ts'
import { deliveriesOf, makeHook, send, ticketsOf } from './support/hooks.ts'

const lodge = useLodge()
let jobs: Awaited<ReturnType<typeof startJobs>>
beforeAll(async () => {
  jobs = await startJobs(lodge.lodge)
})
afterAll(() => jobs?.stop())

test('201 shows the address, also later to an admin, and never its secrets in lists and events', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'typeform', signing_secret: 'quiet please' })
  expect(hook.url).toMatch(/^http:\/\/localhost(:\d+)?\/hooks\/[\w-]{43}$/)
  expect(hook.setup.instructions).toContain('Typeform')
  const got = await lodge.call(desk.token, 'GET', `/v1/hooks/${hook.id}`)
  expect(got.json.url).toBe(hook.url)
  const secret = hook.path.slice('/hooks/'.length)
  const list = await lodge.call(desk.token, 'GET', '/v1/hooks')
  const log = JSON.stringify(await eventsOf(lodge, desk, 'hook.created'))
  for (const text of [list.text, log]) {
    expect(text).toContain(hook.id)
    expect(text).not.toContain(secret)
    expect(text).not.toContain('quiet please')
  }
  const reader = await lodge.token(desk, ['settings:read'])
  expect((await lodge.call(reader, 'GET', '/v1/hooks')).status).toBe(200)
  expectProblem(await lodge.call(reader, 'GET', `/v1/hooks/${hook.id}`), 403, 'insufficient_scope')
})

test('201 a repeated creation makes one hook, and does not tell the address again', async () => {
  const desk = await lodge.desk()
  const ask = () =>
    lodge.call(desk.token, 'POST', '/v1/hooks', { name: 'A', source: 'tally' }, { 'idempotency-key': 'k' })
  const [first, second] = [await ask(), await ask()]
  expect(second.json).toEqual({ ...first.json, url: null, setup: null })
  expect(second.headers['idempotency-replayed']).toBe('true')
})

test('Google Forms: the script to paste has the address in it', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'google_forms' })
  expect(hook.setup.script).toContain(`const ADDRESS = "${hook.url}";`)
  // It parses: a syntax error would show only in Google's editor.
  expect(() => new Function(hook.setup.script)).not.toThrow()
})

test('400 what a hook cannot be, with the field and what is allowed', async () => {
  const desk = await lodge.desk()
  const ask = (body: object) => lodge.call(desk.token, 'POST', '/v1/hooks', { name: 'A', source: 'generic', ...body })
  expectProblem(await ask({ source: 'fax' }), 400, 'invalid_body', 'source')
  expectProblem(await ask({ department: 'Nowhere' }), 400, 'department_not_found', 'department')
  expectProblem(await ask({ type: 'Nothing' }), 400, 'ticket_type_not_found', 'type')
  expectProblem(await ask({ mapping: { colour: '/a' } }), 400, 'invalid_body', 'mapping.colour')
  expectProblem(await ask({ mapping: { subject: 'a[' } }), 400, 'invalid_body', 'mapping.subject')
  expectProblem(await ask({ mapping: { subject: '/a~2' } }), 400, 'invalid_body', 'mapping.subject')
  expectProblem(await ask({ mapping: { delivery_id: 'a.b' } }), 400, 'invalid_body', 'mapping.delivery_id')
  const wrong = await ask({ mapping: { fields: { plan: '$$$(' } } })
  expectProblem(wrong, 400, 'invalid_body', 'mapping.fields.plan')
  expect(wrong.json.detail).toContain('JSONata')
})

test('200 PATCH holds at once, each field for itself', async () => {
  const desk = await lodge.desk()
  await addDepartment(lodge, desk, 'Sales')
  await addTicketType(lodge, desk, 'Bug')
  const hook = await makeHook(lodge, desk, { source: 'generic', department: 'Sales', signing_secret: 's' })
  const patch = (body: object) => lodge.call(desk.token, 'PATCH', `/v1/hooks/${hook.id}`, body)
  expectProblem(await send(lodge, hook, { email: 'ann@example.com' }), 401, 'wrong_signature')
  const changed = await patch({ signing_secret: null, type: 'Bug', defaults: { subject: 'By default' } })
  expect(changed.json).toMatchObject({
    name: 'Contact form',
    signed: false,
    department: { name: 'Sales' },
    type: { name: 'Bug' },
  })
  expect((await send(lodge, hook, { email: 'ann@example.com' })).status).toBe(202)
  const [ticket] = await ticketsOf(lodge, desk)
  expect(ticket).toMatchObject({ subject: 'By default', department: { name: 'Sales' }, type: { name: 'Bug' } })
  expect((await patch({ department: null, name: 'B' })).json).toMatchObject({ name: 'B', department: null })
  expectProblem(await patch({ department: 'Nowhere' }), 400, 'department_not_found', 'department')
  expectProblem(await patch({}), 400, 'invalid_body')
})

test('a department that goes takes no hook with it', async () => {
  const desk = await lodge.desk()
  const sales = await addDepartment(lodge, desk, 'Sales')
  const hook = await makeHook(lodge, desk, { source: 'generic', department: 'Sales' })
  await lodge.call(desk.token, 'DELETE', `/v1/departments/${sales}`)
  await send(lodge, hook, { email: 'ann@example.com' })
  expect((await deliveriesOf(lodge, desk, hook))[0].state).toBe('created')
})

test('quarantine, preview, a mapping, replay: the ticket is made, once', async () => {
  const desk = await lodge.desk()
  await addMember(lodge, desk, 'Kim')
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  const payload = {
    entry: {
      id: 'e-1',
      who: 'customer 17',
      lines: ['one', 'two'],
      about: { plan: 'pro', seats: 5 },
      level: 'CRITICAL',
    },
  }
  expect((await send(lodge, hook, payload)).status).toBe(202)
  const [delivery] = await deliveriesOf(lodge, desk, hook)
  expect(delivery).toMatchObject({ state: 'quarantined', ticket: null })
  expect(delivery.detail).toContain('map `email` or `external_id`')
  const [told] = await eventsOf(lodge, desk, 'hook_delivery.quarantined')
  expect(told).toMatchObject({ hook: { id: hook.id }, delivery: { id: delivery.id, detail: delivery.detail } })

  const mapping = {
    external_id: '/entry/who',
    subject: '"Order " & entry.id',
    body: '$join(entry.lines, "\n")',
    priority: '/entry/level',
    tags: '["web", entry.about.plan]',
    assignee: '"kim@staff.example"',
    fields: { plan: '/entry/about/plan', seats: 'entry.about.seats * 2' },
    metadata: { about: '/entry/about' },
    external_ref: '/entry/id',
  }
  const preview = (body: object) => lodge.call(desk.token, 'POST', `/v1/hooks/${hook.id}/preview`, body)
  const shown = await preview({ delivery_id: delivery.id, mapping })
  expect(shown.json).toMatchObject({
    outcome: 'ticket',
    ticket: {
      requester: { external_id: 'customer 17', email: null },
      subject: 'Order e-1',
      body: 'one\ntwo',
      priority: 'urgent',
      assignee: 'kim@staff.example',
      tags: ['pro', 'web'],
      fields: { plan: 'pro', seats: '10' },
      metadata: { about: { plan: 'pro', seats: 5 } },
      external_ref: 'e-1',
    },
  })
  expect((await preview({ payload })).json).toMatchObject({ outcome: 'quarantined', ticket: null })
  expect((await preview({ payload, mapping: { ...mapping, department: '"Nowhere"' } })).json).toMatchObject({
    outcome: 'quarantined',
    detail: expect.stringContaining('department'),
  })
  expectProblem(await preview({}), 400, 'invalid_body')
  // The same by a form that is not saved yet.
  const unsaved = (body: object) => lodge.call(desk.token, 'POST', '/v1/hooks/preview', { source: 'generic', ...body })
  const draft = await unsaved({ hook_id: hook.id, delivery_id: delivery.id, mapping })
  expect(draft).toMatchObject({ status: 200, json: { outcome: 'ticket' } })
  expect((await unsaved({ payload })).json).toMatchObject({ outcome: 'quarantined', ticket: null })
  const named = await unsaved({ payload: { email: 'ann@example.com', message: 'Hello' }, name: 'Shop' })
  expect(named.json.ticket.subject).toBe('New from Shop')
  expectProblem(await unsaved({ delivery_id: delivery.id }), 400, 'invalid_body', 'hook_id')
  expectProblem(await unsaved({ payload, department: 'Nowhere' }), 400, 'department_not_found', 'department')
  const elsewhere = { hook_id: '1', delivery_id: delivery.id }
  expectProblem(await unsaved(elsewhere), 400, 'hook_delivery_not_found', 'delivery_id')
  expectProblem(await preview({ delivery_id: '1' }), 400, 'hook_delivery_not_found', 'delivery_id')
  expect(await ticketsOf(lodge, desk)).toEqual([])

  await lodge.call(desk.token, 'PATCH', `/v1/hooks/${hook.id}`, { mapping })
  const url = `/v1/hooks/${hook.id}/deliveries/${delivery.id}/replay`
  const replayed = await lodge.call(desk.token, 'POST', url)
  expect([replayed.status, replayed.json.state]).toEqual([202, 'received'])
  await until(async () => (await deliveriesOf(lodge, desk, hook))[0].state === 'created')
  const [ticket, ...more] = await ticketsOf(lodge, desk)
  expect(more).toEqual([])
  expect(ticket).toMatchObject({
    subject: 'Order e-1',
    assignee: { email: 'kim@staff.example' },
    fields: { plan: 'pro', seats: '10' },
    external_ref: 'e-1',
  })
  expectProblem(await lodge.call(desk.token, 'POST', url), 409, 'not_replayable', 'state')
})

test('all in quarantine at once, those that are still wrong with their reason', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  for (const who of ['a', 'b', null]) await send(lodge, hook, { who })
  expect((await deliveriesOf(lodge, desk, hook, '&state=quarantined')).length).toBe(3)
  await lodge.call(desk.token, 'PATCH', `/v1/hooks/${hook.id}`, { mapping: { external_id: '/who' } })
  const all = await lodge.call(desk.token, 'POST', `/v1/hooks/${hook.id}/deliveries/replay`)
  expect([all.status, all.json]).toEqual([202, { count: 3 }])
  await until(async () => (await deliveriesOf(lodge, desk, hook, '&state=received')).length === 0)
  const states = (await deliveriesOf(lodge, desk, hook)).map((one) => one.state)
  expect(states.sort()).toEqual(['created', 'created', 'quarantined'])
})

test('pages of what a hook received', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  for (let n = 0; n < 5; n++) await send(lodge, hook, { email: 'ann@example.com', n })
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const url = `/v1/hooks/${hook.id}/deliveries?limit=2${cursor && `&cursor=${cursor}`}`
    const page = (await lodge.call(desk.token, 'GET', url)).json
    seen.push(...page.data.map((one: { id: string }) => one.id))
    if (page.next_cursor === null) break
    cursor = page.next_cursor
  }
  expect(seen).toEqual((await deliveriesOf(lodge, desk, hook)).map((one) => one.id))
  expect(seen).toHaveLength(5)
})

test('payloads go after 30 days, but none without an outcome', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  for (let n = 0; n < 3; n++) await send(lodge, hook, { email: 'ann@example.com', n })
  const [newest, middle, oldest] = await deliveriesOf(lodge, desk, hook)
  const age = (id: string, days: number, state: string) =>
    lodge.store.pool.query(
      'update hook_delivery set received_at = now() - make_interval(days => $2), state = $3 where id = $1',
      [id, days, state],
    )
  await age(oldest.id, 31, 'created')
  await age(middle.id, 29, 'created')
  const { forgetHookDeliveries } = await import('../../src/core/hook-deliveries/forget.ts')
  expect(await forgetHookDeliveries(lodge.store)).toBe(1)
  expect((await deliveriesOf(lodge, desk, hook)).map((one) => one.id)).toEqual([newest.id, middle.id])
})
