import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, addMember, fileTicket, otherDesksTicket } from '../support/tickets.ts'

const lodge = useLodge()

/** A desk with Kim, the department Sales, a ticket of Ann's and an intervention. */
const start = async (intervention: object = {}, templates: Record<string, string> = {}) => {
  const desk = await lodge.desk()
  const kim = await addMember(lodge, desk, 'Kim')
  await addDepartment(lodge, desk, 'Sales')
  for (const [identifier, body] of Object.entries(templates)) {
    const given = { identifier, name: identifier, type: 'intervention', format: 'text', body }
    const made = await lodge.call(desk.token, 'POST', '/v1/templates', given)
    if (made.status !== 201) throw new Error(made.text)
  }
  const given = { name: 'lost_parcel', title: 'Lost parcel', ...intervention }
  const made = await lodge.call(desk.token, 'POST', '/v1/interventions', given)
  if (made.status !== 201) throw new Error(made.text)
  const ticket = await fileTicket(lodge, desk)
  return {
    desk,
    kim,
    ticket,
    id: made.json.id,
    run: (body: object = {}, headers?: Record<string, string>) =>
      lodge.call(desk.token, 'POST', `/v1/interventions/${made.json.id}/run`, { ticket: ticket.id, ...body }, headers),
    read: async () => (await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}`)).json,
  }
}

const FIELDS = [
  { name: 'carrier', label: 'Carrier', kind: 'select', required: true, options: ['Snail', 'Crow'] },
  { name: 'amount', label: 'Amount in {{ currency }}', kind: 'number' },
  { name: 'insured', label: 'Insured?', kind: 'checkbox' },
  { name: 'remark', label: 'Remark' },
]
const DATA = { carrier: 'Snail', amount: 7.5, insured: true, currency: 'EUR' }

test('201 writes the note and the reply of the templates named after it, and sets the ticket', async () => {
  const { desk, ticket, id, kim, run, read } = await start(
    {
      fields: FIELDS,
      set: {
        status: 'pending',
        priority: 'urgent',
        assignee: 'kim@staff.example',
        department: 'sales',
        add_tags: ['lost'],
      },
    },
    {
      'lost_parcel.private':
        '{{ intervention.title }} #{{ ticket.number }}\n{% for f in fields %}{{ f.label }}={{ f.value }};{% endfor %}',
      'Lost_Parcel.Public': 'Dear {{ requester.name }}, {{ carrier }} lost it. {{ fields[1].label }}: {{ amount }}',
    },
  )
  const ran = await run({ data: DATA, uid: 'claim-1' })
  expect(ran.status).toBe(201)
  const after = await read()
  const [, note, reply] = after.messages
  expect(ran.json).toEqual({
    id: expect.any(String),
    intervention: { id, name: 'lost_parcel' },
    ticket: { id: ticket.id, number: ticket.number },
    uid: 'claim-1',
    state: 'submitted',
    data: DATA,
    values: { carrier: 'Snail', amount: 7.5, insured: true },
    private_message_id: note.id,
    public_message_id: reply.id,
    final_message_id: null,
    remote: null,
    step_of: null,
    created_at: expect.any(String),
    submitted_at: ran.json.created_at,
    confirmed_at: null,
  })
  expect(note).toMatchObject({
    public: false,
    text: 'Lost parcel #1\nCarrier=Snail;Amount in EUR=7.5;Insured?=true;Remark=;',
    author: { kind: 'agent' },
  })
  expect(reply).toMatchObject({ public: true, text: 'Dear Ann, Snail lost it. Amount in EUR: 7.5' })
  expect(after).toMatchObject({
    status: 'pending',
    priority: 'urgent',
    assignee: { id: kim },
    department: { name: 'Sales' },
    tags: ['lost'],
    message_count: 3,
  })
  const events = await eventsOf(lodge, desk)
  const types = ['message.created', 'message.created', 'ticket.updated', 'intervention.run']
  expect(events.slice(-4).map(({ type }) => type)).toEqual(types)
  const { messages, sla, links, ...snapshot } = after
  expect([messages.length, sla]).toEqual([3, []])
  expect(events.at(-1)?.data).toEqual({
    intervention: { id, name: 'lost_parcel', title: 'Lost parcel' },
    run: ran.json,
    ticket: snapshot,
  })
})

test('201 without templates the answers are the note, and there is no reply', async () => {
  const { run, read } = await start({ fields: FIELDS })
  const ran = await run({ data: DATA })
  expect(ran.json).toMatchObject({ uid: null, public_message_id: null })
  const { messages } = await read()
  expect(messages).toHaveLength(2)
  expect(messages[1]).toMatchObject({
    public: false,
    text: 'Lost parcel\nCarrier: Snail\nAmount in EUR: 7.5\nInsured?: true',
  })
})

test('201 those it names go before those named after it', async () => {
  const { run, read } = await start(
    { private_template: 'a', public_template: 'b' },
    { a: 'note', b: 'reply', 'lost_parcel.private': 'x', 'lost_parcel.public': 'y' },
  )
  await run()
  expect((await read()).messages.map(({ text }: { text: string }) => text).slice(1)).toEqual(['note', 'reply'])
})

test('200 the same uid runs once, however many ask at once; another ticket or data under it is a 409', async () => {
  const { desk, run, read } = await start({ set: { add_tags: ['x'] } })
  const answers = await Promise.all([1, 2, 3, 4].map(() => run({ uid: 'u1', data: { a: [1, { b: null }] } })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201])
  for (const { json } of answers) expect(json).toEqual(answers[0]?.json)
  expect((await read()).message_count).toBe(2)
  expectProblem(await run({ uid: 'u1', data: { a: 2 } }), 409, 'uid_conflict', 'uid')
  const other = await fileTicket(lodge, desk)
  expectProblem(await run({ uid: 'u1', ticket: other.id, data: { a: [1, { b: null }] } }), 409, 'uid_conflict', 'uid')
  expect((await run({ uid: 'u2', data: { a: 2 } })).status).toBe(201)
  expect((await eventsOf(lodge, desk)).filter(({ type }) => type === 'intervention.run')).toHaveLength(2)
})

test('a repeated request is made once, by its key', async () => {
  const { run, read } = await start()
  const key = { 'idempotency-key': 'k' }
  const [first, second] = [await run({}, key), await run({}, key)]
  expect(second).toMatchObject({ status: 201, text: first.text, headers: { 'idempotency-replayed': 'true' } })
  expect((await read()).message_count).toBe(2)
})

test.each([
  ['nothing for what is required', {}, 'data.carrier', 'required'],
  ['an empty text for what is required', { carrier: '' }, 'data.carrier', 'required'],
  ['what is no option', { carrier: 'Cow' }, 'data.carrier', 'not_allowed'],
  ['a number in words', { carrier: 'Crow', amount: '7' }, 'data.amount', 'wrong_type'],
  ['a yes in words', { carrier: 'Crow', insured: 'yes' }, 'data.insured', 'wrong_type'],
  ['a list for a text', { carrier: 'Crow', remark: ['x'] }, 'data.remark', 'wrong_type'],
])('400 %s', async (_name, data, path, code) => {
  const { ticket, run, read } = await start({ fields: FIELDS })
  const refused = await run({ data, uid: 'u' })
  expectProblem(refused, 400, 'invalid_body', path)
  expect(refused.json.errors[0].code).toBe(code)
  expect(await read()).toEqual(ticket)
  expect((await run({ data: { carrier: 'Crow', amount: null }, uid: 'u' })).status).toBe(201)
})

test('409 what its author has to mend, and nothing is half done', async () => {
  const { desk, kim, id, ticket, run, read } = await start(
    { set: { assignee: 'kim@staff.example' } },
    { 'lost_parcel.private': 'note', 'lost_parcel.public': '{{ nothing }}' },
  )
  expectProblem(await run(), 409, 'template_renders_nothing', 'public_template')
  const { data } = (await lodge.call(desk.token, 'GET', '/v1/templates')).json
  const reply = data.find(({ identifier }: { identifier: string }) => identifier === 'lost_parcel.public')
  const mend = (body: object) => lodge.call(desk.token, 'PATCH', `/v1/templates/${reply.id}`, body)
  await mend({ body: '{% for i in (1..9) %}{% for j in (1..9999) %}{{ ticket.subject }}{% endfor %}{% endfor %}' })
  expectProblem(await run(), 409, 'invalid_template', 'public_template')
  await mend({ enabled: false })
  expectProblem(await run(), 409, 'template_disabled', 'public_template')
  await mend({ enabled: true, body: 'reply' })
  await lodge.store.pool.query('update member set disabled_at = now() where desk_id = $1 and id = $2', [desk.id, kim])
  expectProblem(await run(), 409, 'assignee_not_found', 'set.assignee')
  await lodge.call(desk.token, 'PATCH', `/v1/interventions/${id}`, { enabled: false, set: { assignee: null } })
  expectProblem(await run(), 409, 'intervention_disabled')
  expect(await read()).toEqual(ticket)
  const types = (await eventsOf(lodge, desk)).map(({ type }) => type)
  expect(types).not.toContain('intervention.run')
  expect(types).not.toContain('message.created')
})

test('400 another desk’s ticket; 404 another desk’s, an archived and an unknown intervention', async () => {
  const { desk, id, run } = await start()
  const foreign = await otherDesksTicket(lodge)
  for (const ticket of [foreign.id, '77', 'x']) expectProblem(await run({ ticket }), 400, 'ticket_not_found', 'ticket')
  const other = await lodge.desk()
  const theirs = await lodge.call(other.token, 'POST', `/v1/interventions/${id}/run`, { ticket: '1' })
  expectProblem(theirs, 404, 'intervention_not_found')
  await lodge.call(desk.token, 'DELETE', `/v1/interventions/${id}`)
  expectProblem(await run(), 404, 'intervention_not_found')
})

test('201 a department that was deleted since is left out', async () => {
  const { desk, run, read } = await start({ set: { department: 'Sales', priority: 'high' } })
  const { data } = (await lodge.call(desk.token, 'GET', '/v1/departments')).json
  const sales = data.find(({ name }: { name: string }) => name === 'Sales')
  await lodge.call(desk.token, 'DELETE', `/v1/departments/${sales.id}`)
  expect((await run()).status).toBe(201)
  expect(await read()).toMatchObject({ department: { name: 'Support' }, priority: 'high' })
})
