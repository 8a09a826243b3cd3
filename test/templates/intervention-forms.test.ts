import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

const FIELDS = [
  { name: 'carrier', label: 'Carrier', kind: 'select', required: true, options: ['Snail', 'Crow'] },
  { name: 'amount', label: 'Refund in {{ currency }}', kind: 'number' },
  { name: 'insured', label: 'Insured?', kind: 'checkbox' },
  { name: 'sent_on', label: 'Sent on', kind: 'date', required: true },
]
const FILLED = { carrier: 'Snail', sent_on: '2026-02-28' }

/** A desk with an intervention, and a run of it that waits for its fields. */
const start = async (given: object = {}, texts: Record<string, string> = {}) => {
  const desk = await lodge.desk()
  const call = (method: string, path: string, body?: unknown, token = desk.token) =>
    lodge.call(token, method, path, body)
  for (const [identifier, body] of Object.entries(texts)) {
    await call('POST', '/v1/templates', { identifier, name: identifier, type: 'intervention', format: 'text', body })
  }
  const made = await call('POST', '/v1/interventions', { name: 'lost', title: 'Lost', fields: FIELDS, ...given })
  expect([made.status, made.text]).toEqual([201, made.text])
  const ticket = await fileTicket(lodge, desk)
  const begin = (more: object = {}) =>
    call('POST', `/v1/interventions/${made.json.id}/run`, { ticket: ticket.id, submit: false, ...more })
  const begun = await begin({ data: { currency: 'EUR', amount: 5 } })
  const path = `/v1/intervention-runs/${begun.json.id}`
  const texted = async () =>
    (await call('GET', `/v1/tickets/${ticket.id}`)).json.messages.slice(1).map((one: { text: string }) => one.text)
  return { desk, call, id: made.json.id, ticket, begin, begun, path, texted }
}

test('200 a run that waits shows its fields, filled from the data, and its templates are said', async () => {
  const { call, begun, path, texted, id } = await start({}, { 'lost.private': 'Note', 'lost.public': 'Hello' })
  expect(begun.json).toMatchObject({ state: 'pending', values: { amount: 5 }, submitted_at: null })
  const form = (await call('GET', path)).json
  expect(form).toMatchObject({ ...begun.json, epilog: null })
  expect(form.fields.map(({ label, value }: { label: string; value: unknown }) => [label, value])).toEqual([
    ['Carrier', null],
    ['Refund in EUR', 5],
    ['Insured?', null],
    ['Sent on', null],
  ])
  expect(await texted()).toEqual(['Note', 'Hello'])
  const listed = async (query: string) => (await call('GET', `/v1/intervention-runs?${query}`)).json.data
  expect(await listed(`state=pending&intervention=${id}&ticket=${form.ticket.id}`)).toEqual([form])
  expect(await listed('state=submitted')).toEqual([])
})

test('200 fields are filled in little by little, then submitted, and the final template is said', async () => {
  const final = '{{ fields[0].value }} on {{ sent_on | date: "%d.%m.%Y" }}, {{ currency }}'
  const { desk, call, path, texted } = await start({}, { 'lost.final': final })
  const filled = await call('PUT', `${path}/values`, { values: { carrier: 'Crow', insured: null } })
  expect([filled.status, filled.json]).toMatchObject([200, { state: 'pending', values: { carrier: 'Crow' } }])
  expectProblem(await call('POST', `${path}/submit`, {}), 400, 'invalid_body', 'values.sent_on')
  expect(await texted()).toEqual([])
  const submitted = await call('POST', `${path}/submit`, { values: FILLED })
  expect(submitted.json).toMatchObject({ state: 'submitted', values: FILLED, final_message_id: expect.any(String) })
  expect(await texted()).toEqual(['Snail on 28.02.2026, EUR'])
  const again = await call('POST', `${path}/submit`, { values: FILLED })
  expect([again.status, again.json]).toEqual([200, submitted.json])
  expectProblem(
    await call('POST', `${path}/submit`, { values: { ...FILLED, carrier: 'Crow' } }),
    409,
    'run_not_pending',
  )
  expectProblem(await call('PUT', `${path}/values`, { values: {} }), 409, 'run_not_pending')
  const types = (await eventsOf(lodge, desk)).map(({ type }) => type).filter((type) => type.startsWith('intervention.'))
  expect(types).toEqual(['created', 'run', 'filled', 'submitted'].map((type) => `intervention.${type}`))
})

test.each([
  ['a select that is none of its options', { carrier: 'Dove' }, 'carrier'],
  ['a number as text', { amount: '5' }, 'amount'],
  ['a checkbox as text', { insured: 'yes' }, 'insured'],
  ['a day there is not', { sent_on: '2026-02-29' }, 'sent_on'],
  ['a date with a time', { sent_on: '2026-02-28T10:00:00Z' }, 'sent_on'],
  ['a field there is not', { colour: 'red' }, 'colour'],
])('400 %s, when it is filled in and when it is submitted', async (_name, values, field) => {
  const { call, path } = await start()
  expectProblem(await call('PUT', `${path}/values`, { values }), 400, 'invalid_body', `values.${field}`)
  expectProblem(
    await call('POST', `${path}/submit`, { values: { ...FILLED, ...values } }),
    400,
    'invalid_body',
    `values.${field}`,
  )
  expect((await call('GET', path)).json.state).toBe('pending')
})

test('what asks for nothing is submitted as it starts', async () => {
  const { begun } = await start({ fields: [] }, { 'lost.final': 'Done' })
  expect(begun.json).toMatchObject({ state: 'submitted', final_message_id: expect.any(String) })
})

test('steps follow one after the other on the same ticket, each once the one before is submitted', async () => {
  const { desk, call, ticket } = await start()
  const make = async (name: string, more: object) =>
    (await call('POST', '/v1/interventions', { name, title: name, ...more })).json
  await make('notify', { set: { add_tags: ['told'] } })
  await make('refund', {
    fields: [{ name: 'paid', label: 'Paid?', kind: 'checkbox', required: true }],
    steps: ['notify'],
  })
  const first = await make('claim', { fields: FIELDS, steps: ['notify', 'refund', 'notify'] })
  expect(first.steps.map(({ name }: { name: string }) => name)).toEqual(['notify', 'refund', 'notify'])
  const run = (
    await call('POST', `/v1/interventions/${first.id}/run`, { ticket: ticket.id, data: { ...FILLED, po: 7 } })
  ).json
  const runs = async () =>
    (await call('GET', `/v1/intervention-runs?ticket=${ticket.id}`)).json.data
      .filter(({ step_of: of }: { step_of: { run: string } | null }) => of?.run === run.id)
      .map((one: { intervention: { name: string }; state: string }) => [one.intervention.name, one.state])
  expect(await runs()).toEqual([
    ['refund', 'pending'],
    ['notify', 'submitted'],
  ])
  const [waiting] = (await call('GET', '/v1/intervention-runs?state=pending')).json.data
  expect(waiting).toMatchObject({ step_of: { run: run.id, step: 1 }, data: { carrier: 'Snail', po: 7 } })
  await call('POST', `/v1/intervention-runs/${waiting.id}/submit`, { values: { paid: true } })
  expect(await runs()).toEqual([
    ['notify', 'submitted'],
    ['refund', 'submitted'],
    ['notify', 'submitted'],
  ])
  expect((await eventsOf(lodge, desk)).filter(({ type }) => type === 'intervention.run')).toHaveLength(5)
})

test('409 a step that cannot be started keeps what it follows from being submitted', async () => {
  const { call, ticket } = await start()
  const next = (await call('POST', '/v1/interventions', { name: 'next', title: 'Next', enabled: false })).json
  const { id } = (await call('POST', '/v1/interventions', { name: 'claim', title: 'Claim', steps: ['next'] })).json
  const run = () => call('POST', `/v1/interventions/${id}/run`, { ticket: ticket.id })
  expectProblem(await run(), 409, 'step_unusable')
  await call('PATCH', `/v1/interventions/${next.id}`, { enabled: true })
  expect((await run()).status).toBe(201)
})

test('201 a token confirms its own intervention’s runs once, and nothing else', async () => {
  const { desk, call, id, path, texted } = await start({}, { 'lost.final': 'Sent: {{ remote.tracking }}' })
  await call('PUT', `/v1/interventions/${id}/epilog`, { url: null })
  const made = await call('POST', `/v1/interventions/${id}/tokens`, { name: 'CRM' })
  expect(made).toMatchObject({ status: 201, json: { name: 'CRM', secret: expect.stringMatching(/^hd_/) } })
  const confirm = (body: object = {}, token = made.json.secret) => call('POST', `${path}/confirm`, body, token)
  expectProblem(await confirm(), 409, 'run_not_submitted')
  expect((await call('POST', `${path}/submit`, { values: FILLED })).json).toMatchObject({
    state: 'submitted',
    final_message_id: null,
  })
  const other = (await call('POST', '/v1/interventions', { name: 'other', title: 'Other' })).json
  const others = (await call('POST', `/v1/interventions/${other.id}/tokens`, { name: 'Other' })).json
  expectProblem(await confirm({}, others.secret), 404, 'run_not_found')
  expectProblem(await confirm({}, await lodge.token(desk, ['tickets:write'])), 403, 'insufficient_scope')
  const answers = await Promise.all([1, 2, 3].map((n) => confirm({ data: { tracking: 'CC-12', n } })))
  for (const { status, json } of answers) {
    expect([status, json]).toMatchObject([200, { state: 'confirmed', remote: { tracking: 'CC-12' } }])
    expect(json).toEqual(answers[0]?.json)
  }
  expect(await texted()).toEqual(['Sent: CC-12'])
  expectProblem(await call('GET', path, undefined, made.json.secret), 403, 'insufficient_scope')
  await call('DELETE', `/v1/credentials/${made.json.id}`)
  expect((await eventsOf(lodge, desk)).filter(({ type }) => type === 'intervention.confirmed')).toHaveLength(1)
})

test('409 a final template that cannot be used leaves a run to be confirmed again', async () => {
  const { call, id, path, texted } = await start({}, { 'lost.final': '{{ remote.tracking }}' })
  await call('PUT', `/v1/interventions/${id}/epilog`, { url: null })
  await call('POST', `${path}/submit`, { values: FILLED })
  expectProblem(await call('POST', `${path}/confirm`, {}), 409, 'template_renders_nothing', 'final_template')
  expect((await call('GET', path)).json.state).toBe('submitted')
  expect((await call('POST', `${path}/confirm`, { data: { tracking: 'x' } })).status).toBe(200)
  expect(await texted()).toEqual(['x'])
})

test('409 there is nothing to tell again where nobody is told', async () => {
  const { call, path } = await start()
  expectProblem(await call('POST', `${path}/retry`), 409, 'nothing_to_retry')
  expectProblem(await call('POST', '/v1/intervention-runs/1/retry'), 404, 'run_not_found')
})
