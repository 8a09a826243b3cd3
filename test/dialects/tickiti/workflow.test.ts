import { beforeEach, describe, expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../../support/lodge.ts'
import { addMember, fileTicket } from '../../support/tickets.ts'
import { tickitiToken } from './support.ts'

const lodge = useLodge()

let desk: TestDesk
let token: string
beforeEach(async () => {
  desk = await lodge.desk()
  token = await tickitiToken(lodge, desk)
})
const post = (path: string, body: object = {}, secret = token) => lodge.call(secret, 'POST', `/api/v1/${path}`, body)
const ok = async (path: string, body: object = {}) => {
  const answer = await post(path, body)
  expect([path, answer.status, answer.text]).toEqual([path, 200, answer.text])
  for (const word of ['ok', 'error', 'my_error', 'amf_error']) expect(answer.json).not.toHaveProperty(word)
  return answer.json
}
const refused = async (path: string, body: object, status: number, error: string, field?: string) => {
  const answer = await post(path, body)
  expect([answer.status, answer.json]).toMatchObject([status, { ok: false, error, message: expect.any(String) }])
  if (field) expect(Object.keys(answer.json.errors)).toEqual([field])
}

describe('POST /api/v1/templates', () => {
  test('are created without content, changed, listed, shown with their placeholders, searched and deleted', async () => {
    const made = (await ok('templates/create', { type: 'email', identifier: 'ack', category: 'Mail', subcategory: '' }))
      .template
    expect(made).toMatchObject({ type: 'email', identifier: 'ack', category: 'Mail', content: '', enabled: true })
    const template = {
      id: made.id,
      type: 'faq',
      identifier: 'ack2',
      subject: 'Hi {{name}}',
      content: '<p>{{ order }}</p>',
    }
    expect((await ok('templates/update', { template })).template).toMatchObject({ ...template, version: 2 })
    await ok('templates/create', { type: 'notification', identifier: 'other' })
    expect((await ok('templates')).map((one: { identifier: string }) => one.identifier)).toEqual(['ack2', 'other'])
    expect((await ok('templates/faqs')).map((one: { id: string }) => one.id)).toEqual([made.id])
    expect(await ok('templates/search', { q: 'ORDER' })).toHaveLength(1)
    expect(await ok('templates/search')).toHaveLength(2)
    expect((await ok('templates/show', { template_id: made.id })).template.placeholders).toEqual(['name', 'order'])
    await ok('templates/delete', { template_id: made.id })
    expect(await ok('templates')).toHaveLength(1)
    await refused('templates/delete', { template_id: made.id }, 404, 'not_found')
  })

  test('422 what cannot be: an identifier that is taken, an unknown type or queue, a broken placeholder', async () => {
    await ok('templates/create', { identifier: 'ack' })
    const wrong = (body: object, field: string) =>
      refused('templates/create', { identifier: 'new', ...body }, 422, 'validation_failed', field)
    await wrong({ identifier: 'ACK' }, 'identifier')
    await wrong({ type: 'letter' }, 'type')
    await wrong({ queue_name: 'Nowhere' }, 'queue_name')
    await wrong({ content: '{{ name' }, 'content')
  })
})

describe('POST /api/v1/workflow/queues', () => {
  test('are departments: created, renamed, emptied into another, deleted', async () => {
    const { queue } = await ok('workflow/queues/create', { name: 'Returns', outgoing_mailbox_id: null })
    expect((await ok('workflow/queues')).queues).toMatchObject([
      { name: 'Returns' },
      { name: 'Support', is_inbox: true },
    ])
    await refused('workflow/queues/create', { name: 'returns' }, 422, 'validation_failed', 'name')
    await ok('workflow/queues/update', { queue_id: queue.id, name: 'Refunds' })
    const ticket = await fileTicket(lodge, desk)
    const { id: inbox } = ticket.department
    expect(await ok('workflow/queues/move', { from_queue_id: inbox, to_queue_id: queue.id })).toEqual({ moved: 1 })
    const read = async () => (await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}`)).json.department.name
    expect(await read()).toBe('Refunds')
    const self = { from_queue_id: queue.id, to_queue_id: queue.id }
    await refused('workflow/queues/move', self, 422, 'validation_failed', 'to_queue_id')
    await ok('workflow/queues/delete', { queue_id: queue.id })
    expect(await read()).toBe('Support')
    await refused('workflow/queues/delete', { queue_id: inbox }, 409, 'conflict')
    await refused('workflow/queues/delete', { queue_id: '1' }, 404, 'not_found')
  })

  test('outgoing_mailbox_id: a mailbox of the desk, by create and update; null, 0 or an empty one for the desk’s own', async () => {
    const mailbox = async (name: string) =>
      (await lodge.call(desk.token, 'POST', '/v1/mailboxes', { name, address: `${name}@acme.example` })).json.id
    const id = await mailbox('returns')
    const { queue } = await ok('workflow/queues/create', { name: 'Returns', outgoing_mailbox_id: id })
    const update = async (to: unknown) =>
      (await ok('workflow/queues/update', { queue_id: queue.id, outgoing_mailbox_id: to })).queue.outgoing_mailbox_id
    expect([queue.outgoing_mailbox_id, await update(null), await update(id), await update('')]).toEqual([
      id,
      null,
      id,
      null,
    ])
    expect([await update(id), await update(0), await update(id)]).toEqual([id, null, id])
    expect((await ok('workflow/queues/update', { queue_id: queue.id, name: 'Back' })).queue.outgoing_mailbox_id).toBe(
      id,
    )
    for (const wrong of ['1', await mailbox('a-name-too-long-for-answers')]) {
      const given = { name: 'Other', outgoing_mailbox_id: wrong }
      await refused('workflow/queues/create', given, 422, 'validation_failed', 'outgoing_mailbox_id')
    }
    await lodge.call(desk.token, 'DELETE', `/v1/mailboxes/${id}`)
    const { queues } = await ok('workflow/queues')
    expect(queues).toContainEqual(expect.objectContaining({ name: 'Back', outgoing_mailbox_id: null }))
  })
})

describe('POST /api/v1/workflow/resolution-categories', () => {
  test('are created, changed, put in order and deleted', async () => {
    const { resolution_category: a } = await ok('workflow/resolution-categories/create', {
      name: 'A',
      colour: '#AA0000',
    })
    const { resolution_category: b } = await ok('workflow/resolution-categories/create', { name: 'B' })
    await ok('workflow/resolution-categories/update', { id: b.id, name: 'Bee', colour: '#00aa00' })
    await ok('workflow/resolution-categories/reorder', { ids: [b.id, a.id] })
    expect(await ok('workflow/resolution-categories')).toMatchObject([
      { id: b.id, name: 'Bee', colour: '#00aa00' },
      { id: a.id, name: 'A', colour: '#aa0000' },
    ])
    await refused('workflow/resolution-categories/create', { name: 'a' }, 422, 'validation_failed', 'name')
    await refused(
      'workflow/resolution-categories/create',
      { name: 'C', colour: 'red' },
      422,
      'validation_failed',
      'colour',
    )
    await refused('workflow/resolution-categories/reorder', { ids: ['x'] }, 422, 'validation_failed', 'ids')
    await ok('workflow/resolution-categories/delete', { id: a.id })
    expect(await ok('workflow/resolution-categories')).toHaveLength(1)
  })
})

describe('POST /api/v1/workflow/interventions', () => {
  const CLAIM = {
    name: 'claim',
    title: 'Claim',
    queue_name: 'Support',
    notify_inbox_managers: false,
    create_urgent: true,
    remote_timeout_seconds: 10,
    remote_enabled: true,
  }

  test('are created with a remote system, changed, listed and deleted', async () => {
    const made = await ok('workflow/interventions/create', { ...CLAIM, epilog_url: 'http://127.0.0.1:9/in' })
    expect(made).toMatchObject({
      intervention: { ...CLAIM, epilog_url: 'http://127.0.0.1:9/in' },
      epilog_secret: expect.stringMatching(/^whsec_/),
    })
    const { id } = made.intervention
    const changed = await ok('workflow/interventions/update', {
      intervention_id: id,
      remote_timeout_seconds: 5,
      create_urgent: false,
    })
    expect(changed.intervention).toMatchObject({
      remote_timeout_seconds: 5,
      create_urgent: false,
      epilog_url: 'http://127.0.0.1:9/in',
    })
    expect(changed).not.toHaveProperty('epilog_secret')
    expect((await ok('workflow/interventions')).interventions).toEqual([changed.intervention])
    const without = await ok('workflow/interventions/update', { intervention_id: id, remote_enabled: false })
    expect(without.intervention).toMatchObject({ remote_enabled: false, epilog_url: null })
    await ok('workflow/interventions/delete', { intervention_id: id })
    expect((await ok('workflow/interventions')).interventions).toEqual([])
    await refused('workflow/interventions/delete', { intervention_id: id }, 404, 'not_found')
  })

  test('422 a queue there is not, a name that is taken, a URL that may not be told', async () => {
    const wrong = (body: object, field: string) =>
      refused('workflow/interventions/create', { ...CLAIM, ...body }, 422, 'validation_failed', field)
    await wrong({ queue_name: 'Nowhere' }, 'queue_name')
    await wrong({ epilog_url: 'http://10.0.0.1/' }, 'epilog_url')
    expect((await ok('workflow/interventions')).interventions).toEqual([])
    await ok('workflow/interventions/create', CLAIM)
    await wrong({}, 'name')
  })

  test('a generated token confirms what was submitted, without a URL to be told', async () => {
    const { intervention } = await ok('workflow/interventions/create', CLAIM)
    const made = await ok('workflow/interventions/generate-token', {
      intervention_id: intervention.id,
      remote_name: 'CRM',
    })
    expect(made).toMatchObject({ remote_name: 'CRM', token: expect.stringMatching(/^hd_/) })
    const given = { new_ticket: { requester: { email: 'ann@example.com' } }, uid: 'u' }
    const run = (await lodge.call(desk.token, 'POST', `/v1/interventions/${intervention.id}/run`, given)).json
    const confirmed = await lodge.call(made.token, 'POST', `/v1/intervention-runs/${run.id}/confirm`, {})
    expect(confirmed.json).toMatchObject({ state: 'confirmed' })
    expect((await lodge.call(made.token, 'POST', '/api/v1/templates', {})).status).toBe(403)
    await refused('workflow/interventions/generate-token', { intervention_id: '1', remote_name: 'x' }, 404, 'not_found')
  })
})

describe('POST /api/v1/workflow/escalations', () => {
  test('are rules that mail: created, changed, listed and deleted', async () => {
    const { escalation } = await ok('workflow/escalations/create', { minutes: 90, action: 'notify', email: '' })
    expect(escalation).toMatchObject({ minutes: 90, action: 'notify', email: null })
    const changes = { id: escalation.id, minutes: 45, action: 'email', email: 'Boss@Example.com' }
    await ok('workflow/escalations/update', changes)
    const { escalations } = await ok('workflow/escalations')
    expect(escalations).toMatchObject([{ id: escalation.id, minutes: 45, action: 'email', email: 'boss@example.com' }])
    const [rule] = (await lodge.call(desk.token, 'GET', '/v1/rules')).json.data
    expect(rule).toMatchObject({
      name: 'Escalation after 45 minutes',
      when: { after: '45m', since: 'requester_message', business: true },
    })
    await refused('workflow/escalations/create', { minutes: 5, action: 'email' }, 422, 'validation_failed', 'email')
    await refused('workflow/escalations/create', { minutes: 0 }, 422, 'validation_failed', 'minutes')
    const then = [{ do: 'mail' }]
    const tell = { name: 'Other', when: { events: [{ event: 'ticket.created' }] }, then }
    const other = (await lodge.call(desk.token, 'POST', '/v1/rules', tell)).json
    await refused('workflow/escalations/delete', { id: other.id }, 404, 'not_found')
    await ok('workflow/escalations/delete', { id: escalation.id })
    expect(await ok('workflow/escalations')).toEqual({ escalations: [] })
  })
})

describe('POST /api/v1/workflow/business-hours/update', () => {
  test('sets the default hours, made where there are none', async () => {
    const weekdays = { mon_enabled: true, tue_enabled: true, sun_enabled: false }
    const given = { mode: 'simple', ...weekdays, simple_start: 540, simple_end: 1440 }
    expect((await ok('workflow/business-hours/update', given)).business_hours).toMatchObject(given)
    await ok('workflow/business-hours/update', { ...given, tue_enabled: false, simple_end: 1020 })
    const { data } = (await lodge.call(desk.token, 'GET', '/v1/business-hours')).json
    expect(data).toMatchObject([{ is_default: true, weekly: [{ day: 'monday', from: '09:00', to: '17:00' }] }])
    const wrong = (body: object, field: string) =>
      refused('workflow/business-hours/update', { ...given, ...body }, 422, 'validation_failed', field)
    await wrong({ simple_end: 540 }, 'simple_end')
    await wrong({ mon_enabled: false, tue_enabled: false }, 'mon_enabled')
    await wrong({ simple_end: 1441 }, 'simple_end')
  })
})

test('403 without the ability, or where the token is an agent’s', async () => {
  const reader = await tickitiToken(lodge, desk, ['workflow:read', 'templates:read'])
  const agent = await tickitiToken(lodge, desk, undefined, await addMember(lodge, desk, 'Kim'))
  for (const [path, body] of [
    ['workflow/queues/create', { name: 'x' }],
    ['workflow/escalations/create', { minutes: 5 }],
    ['templates/create', { identifier: 'x' }],
  ] as const) {
    expect((await post(path, body, reader)).json).toMatchObject({ ok: false, error: 'forbidden' })
    expect((await post(path, body, agent)).json).toMatchObject({ ok: false, error: 'forbidden' })
  }
  expect((await post('workflow/queues', {}, reader)).status).toBe(200)
})

test('a creation by an intervention: an unbound placeholder is 422 and writes nothing; its fields wait, its uid files once', async () => {
  const text = { format: 'text', type: 'intervention', name: 'Note' }
  const note = { ...text, identifier: 'claim.private', body: '{{ order }} {{ carrier }}{{ ticket.number }}' }
  await lodge.call(desk.token, 'POST', '/v1/templates', note)
  const fields = [{ name: 'carrier', label: 'Carrier', required: true }]
  const { intervention } = await ok('workflow/interventions/create', { name: 'claim', title: 'Claim', fields })
  const file = (key: string, data: object) => {
    const body = { originator_email_address: 'ann@example.com', intervention: 'claim', uid: 'crm-1', data }
    return lodge.call(token, 'POST', '/api/create_ticket', body, { 'idempotency-key': key })
  }
  const count = async () => (await lodge.call(desk.token, 'GET', '/v1/tickets')).json.data.length
  const unbound = await file('a', {})
  expect([unbound.status, Object.keys(unbound.json.errors), await count()]).toEqual([422, ['data.order'], 0])
  const filed = await file('a', { order: 'A-1' })
  expect(filed.json.data).toMatchObject({ queue: 'Support', used_intervention: true, used_private_template: true })
  expect((await file('b', { order: 'A-2' })).json).toEqual(filed.json)
  expect(await count()).toBe(1)
  const runs = (await lodge.call(desk.token, 'GET', `/v1/intervention-runs?intervention=${intervention.id}`)).json.data
  expect(runs).toMatchObject([
    { state: 'pending', uid: 'crm-1', data: { order: 'A-1' }, fields: [{ label: 'Carrier' }] },
  ])
  const { messages } = (await lodge.call(desk.token, 'GET', `/v1/tickets/${runs[0].ticket.id}`)).json
  expect(messages.map((one: { text: string }) => one.text)).toEqual(['Claim\norder: A-1', 'A-1 1'])
})
