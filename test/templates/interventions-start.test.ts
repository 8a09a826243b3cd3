import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment } from '../support/tickets.ts'

const lodge = useLodge()

const REQUESTER = { email: 'marcus@example.com', name: 'Marcus' }

const start = async (more: object = {}, templates: Record<string, string> = {}) => {
  const desk = await lodge.desk()
  await addDepartment(lodge, desk, 'Returns')
  for (const [identifier, body] of Object.entries(templates)) {
    const given = { identifier, name: identifier, type: 'intervention', format: 'text', body }
    await lodge.call(desk.token, 'POST', '/v1/templates', given)
  }
  const made = await lodge.call(desk.token, 'POST', '/v1/interventions', {
    name: 'warranty_claim',
    title: 'Warranty claim',
    fields: [{ name: 'product', label: 'Product', required: true }],
    set: { department: 'Returns', priority: 'high', add_tags: ['warranty'], status: 'pending' },
    ...more,
  })
  const path = `/v1/interventions/${made.json.id}`
  const run = (body: object = {}, headers?: Record<string, string>, token = desk.token) =>
    lodge.call(
      token,
      'POST',
      `${path}/run`,
      { new_ticket: { requester: REQUESTER }, uid: 'crm-1', data: { product: 'Vapor' }, ...body },
      headers,
    )
  return { desk, path, run }
}

const tickets = async (desk: TestDesk) => (await lodge.call(desk.token, 'GET', '/v1/tickets')).json.data

test('201 makes the ticket, whose first message is what was answered, and runs on it', async () => {
  const { desk, run } = await start({}, { 'warranty_claim.public': 'Dear {{ requester.name }}, #{{ ticket.number }}' })
  const ran = await run()
  expect(ran.status).toBe(201)
  const ticket = (await lodge.call(desk.token, 'GET', `/v1/tickets/${ran.json.ticket.id}`)).json
  expect(ticket).toMatchObject({
    number: ran.json.ticket.number,
    subject: 'Warranty claim',
    requester: REQUESTER,
    department: { name: 'Returns' },
    priority: 'high',
    status: 'pending',
    tags: ['warranty'],
  })
  expect(
    ticket.messages.map(({ author, text }: { author: { kind: string }; text: string }) => [author.kind, text]),
  ).toEqual([
    ['contact', 'Warranty claim\nProduct: Vapor'],
    ['agent', 'Dear Marcus, #1'],
  ])
  expect(ran.json).toMatchObject({ private_message_id: null, public_message_id: ticket.messages[1].id, uid: 'crm-1' })
})

test('one ticket and one run a uid, however many ask at once, and by whichever token', async () => {
  const { desk, run } = await start()
  const answers = await Promise.all([1, 2, 3, 4].map(() => run()))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201])
  const later = await run({}, {}, await lodge.token(desk, ['admin']))
  for (const { json } of [...answers, later]) expect(json).toEqual(answers[0]?.json)
  expect(await tickets(desk)).toHaveLength(1)
  expect((await eventsOf(lodge, desk)).filter(({ type }) => type === 'intervention.run')).toHaveLength(1)
  expectProblem(await run({ data: { product: 'Other' } }), 409, 'uid_conflict', 'uid')
  expect(await tickets(desk)).toHaveLength(1)
})

test('what fails while it runs leaves no ticket either, and goes through once it is mended', async () => {
  const { desk, run } = await start({}, { 'warranty_claim.public': '{{ nothing }}' })
  expectProblem(await run(), 409, 'template_renders_nothing', 'public_template')
  expect(await tickets(desk)).toEqual([])
  const [template] = (await lodge.call(desk.token, 'GET', '/v1/templates')).json.data
  await lodge.call(desk.token, 'PATCH', `/v1/templates/${template.id}`, { body: 'Dear {{ requester.name }}' })
  expect((await run()).status).toBe(201)
  expect(await tickets(desk)).toHaveLength(1)
})

test('the same key replays the answer', async () => {
  const { desk, run } = await start()
  const key = { 'idempotency-key': 'k' }
  const [first, second] = [await run({}, key), await run({}, key)]
  expect(second).toMatchObject({ status: 201, text: first.text, headers: { 'idempotency-replayed': 'true' } })
  expect(await tickets(desk)).toHaveLength(1)
})

test('what can be known to fail leaves no ticket', async () => {
  const { desk, path, run } = await start({}, { 'warranty_claim.private': 'x' })
  expectProblem(await run({ data: {} }), 400, 'invalid_body', 'data.product')
  expectProblem(await run({}, {}, await lodge.token(desk, ['tickets:write'])), 403, 'insufficient_scope')
  const [template] = (await lodge.call(desk.token, 'GET', '/v1/templates')).json.data
  await lodge.call(desk.token, 'PATCH', `/v1/templates/${template.id}`, { enabled: false })
  expectProblem(await run(), 409, 'template_disabled', 'private_template')
  await lodge.call(desk.token, 'PATCH', path, { enabled: false })
  expectProblem(await run(), 409, 'intervention_disabled')
  await lodge.call(desk.token, 'DELETE', path)
  expectProblem(await run(), 404, 'intervention_not_found')
  expect(await tickets(desk)).toEqual([])
})

test('202 for a blocked requester: no ticket is made', async () => {
  const { desk, run } = await start()
  await lodge.call(desk.token, 'PUT', '/v1/blocklist', { value: 'marcus@example.com' })
  for (let time = 0; time < 2; time += 1) {
    const answer = await run()
    expect([answer.status, answer.json]).toEqual([202, { accepted: true }])
  }
  expect(await tickets(desk)).toEqual([])
})

test.each([
  ['neither ticket', { new_ticket: undefined }, 'ticket'],
  ['both tickets', { ticket: '1' }, 'new_ticket'],
  ['a new ticket without a uid', { uid: undefined }, 'uid'],
  ['a requester of no address', { new_ticket: { requester: { name: 'x' } } }, 'new_ticket.requester'],
  ['too long a uid', { uid: 'x'.repeat(256) }, 'uid'],
])('400 %s', async (_name, body, path) => {
  const { run } = await start()
  expectProblem(await run(body), 400, 'invalid_body', path)
})
