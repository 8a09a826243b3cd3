import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'
import { makeRule, rulesAreDone, runsOn, ticketNow, useJobs } from '../support/rules.ts'
import { addDepartment, addMember, addTicketType, eventsOf, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()
useJobs(lodge)

test('a new ticket gets all that its rule says, in one change, by the rule', async () => {
  const desk = await lodge.desk()
  const [department, type] = [await addDepartment(lodge, desk, 'Billing'), await addTicketType(lodge, desk, 'Bill')]
  const member = await addMember(lodge, desk, 'Kim')
  const rule = await makeRule(lodge, desk, {
    name: 'Bills to Billing',
    if: { any: [{ field: 'ticket.subject', operator: 'contains', value: 'INVOICE' }] },
    then: [
      { do: 'set_priority', priority: 'urgent' },
      { do: 'set_department', department: 'billing' },
      { do: 'set_type', type: 'Bill' },
      { do: 'assign', to: 'kim@staff.example' },
      { do: 'add_tags', tags: ['Money', 'new'] },
      { do: 'remove_tags', tags: ['new', 'old'] },
      { do: 'set_status', status: 'pending' },
      { do: 'note', body: 'Look at **page 2**', body_format: 'markdown' },
    ],
  })
  expect(rule.then[1]).toEqual({ do: 'set_department', department })
  const other = await fileTicket(lodge, desk)
  const ticket = await fileTicket(lodge, desk, { subject: 'Invoice 7 is wrong', tags: ['old'] })
  await rulesAreDone(lodge)
  const now = await ticketNow(lodge, desk, ticket.id)
  expect(now).toMatchObject({
    priority: 'urgent',
    status: 'pending',
    department: { id: department },
    type: { id: type },
    assignee: { id: member },
    tags: ['money'],
    first_response_at: null,
  })
  expect(now.messages[1]).toMatchObject({
    author: { kind: 'automation', id: null, name: 'Bills to Billing' },
    public: false,
    text: 'Look at page 2',
  })
  expect(await eventsOf(lodge, desk, 'ticket.updated')).toHaveLength(1)
  const feed = await lodge.call(desk.token, 'GET', '/v1/events?types=ticket.updated,message.created&wait=30')
  expect(feed.json.data.map((event: { actor: object }) => event.actor)).toEqual([
    { kind: 'automation', id: rule.id },
    { kind: 'automation', id: rule.id },
  ])
  expect(await runsOn(lodge, desk, ticket.id)).toMatchObject([
    {
      rule: { id: rule.id, name: 'Bills to Billing' },
      state: 'done',
      depth: 1,
      changes: { priority: { from: 'normal', to: 'urgent' }, tags: { from: ['old'], to: ['money'] } },
      did: ['added an internal note'],
      error: null,
    },
  ])
  expect(await ticketNow(lodge, desk, other.id)).toMatchObject({ priority: 'normal', message_count: 1 })
  expect(await runsOn(lodge, desk, other.id)).toEqual([])
  const runs = await lodge.call(desk.token, 'GET', `/v1/rules/${rule.id}/runs`)
  expect(runs.json).toMatchObject({ data: [{ ticket_id: ticket.id }], next_cursor: null })
})

test('rules look one after another, each at what the one before left; `stop` ends it', async () => {
  const desk = await lodge.desk()
  const first = await makeRule(lodge, desk, { name: '1', then: [{ do: 'add_tags', tags: ['a'] }] })
  const isTagged = { all: [{ field: 'ticket.tags', operator: 'contains', value: 'a' }] }
  await makeRule(lodge, desk, { name: '2', if: isTagged, stop: true, then: [{ do: 'add_tags', tags: ['b'] }] })
  const third = await makeRule(lodge, desk, { name: '3', then: [{ do: 'add_tags', tags: ['c'] }] })
  const ticket = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  expect((await ticketNow(lodge, desk, ticket.id)).tags).toEqual(['a', 'b'])

  const all = (await lodge.call(desk.token, 'GET', '/v1/rules')).json.data.map(({ id }: { id: string }) => id)
  await lodge.call(desk.token, 'PUT', '/v1/rules/order', { rules: [third.id, all[1], first.id] })
  const next = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  expect((await ticketNow(lodge, desk, next.id)).tags).toEqual(['a', 'c'])
})

test('an event is chosen by what changed, and by whose message it is', async () => {
  const desk = await lodge.desk()
  const tag = (name: string) => [{ do: 'add_tags', tags: [name] }]
  const on = (event: object) => ({ events: [event] })
  await makeRule(lodge, desk, { when: on({ event: 'ticket.updated', changed: ['status'] }), then: tag('status') })
  await makeRule(lodge, desk, { when: on({ event: 'ticket.updated', changed: ['requester'] }), then: tag('passed on') })
  await makeRule(lodge, desk, { when: on({ event: 'ticket.updated', changed: ['participants'] }), then: tag('joined') })
  await makeRule(lodge, desk, { when: on({ event: 'message.created', author: ['contact'] }), then: tag('asked') })
  await makeRule(lodge, desk, { when: on({ event: 'message.created', public: false }), then: tag('noted') })
  const ticket = await fileTicket(lodge, desk)
  const tags = async () => {
    await rulesAreDone(lodge)
    return (await ticketNow(lodge, desk, ticket.id)).tags
  }
  const say = (body: object) =>
    lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'Hi', ...body })
  expect(await tags()).toEqual([])
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, { priority: 'low' })
  expect(await tags()).toEqual([])
  await say({ public: false })
  expect(await tags()).toEqual(['noted'])
  await say({ status: 'pending' })
  expect(await tags()).toEqual(['noted', 'status'])
  await say({ author: 'requester' })
  expect(await tags()).toEqual(['asked', 'noted', 'status'])
  await lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/participants`, {
    email: 'cat@example.com',
    role: 'cc',
  })
  expect(await tags()).toEqual(['asked', 'joined', 'noted', 'status'])
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, { requester: { email: 'dan@example.com' } })
  expect(await tags()).toEqual(['asked', 'joined', 'noted', 'passed on', 'status'])
})

test('a rule looks at what a rule before it did, but not at what it did itself', async () => {
  const desk = await lodge.desk()
  const when = { events: [{ event: 'message.created' }] }
  const echo = await makeRule(lodge, desk, { name: 'Echo', when, then: [{ do: 'note', body: 'noted' }] })
  const ticket = await fileTicket(lodge, desk)
  await lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'Hi' })
  await rulesAreDone(lodge)
  expect((await ticketNow(lodge, desk, ticket.id)).message_count).toBe(3)

  const byRule = { all: [{ field: 'message.author', operator: 'is', value: 'automation' }] }
  const second = await makeRule(lodge, desk, { if: byRule, when, then: [{ do: 'add_tags', tags: ['echoed'] }] })
  await lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'Hi again' })
  await rulesAreDone(lodge)
  const runs = await runsOn(lodge, desk, ticket.id)
  expect(runs.map((run) => [run.rule.id, run.depth])).toEqual([
    [echo.id, 1],
    [echo.id, 1],
    [second.id, 2],
  ])
})

test('contact and company are looked at', async () => {
  const desk = await lodge.desk()
  const company = (await lodge.call(desk.token, 'POST', '/v1/companies', { name: 'Acme', traits: { plan: 'gold' } }))
    .json
  const ticket = await fileTicket(lodge, desk)
  const given = { company_id: company.id, traits: { seats: 12 } }
  expect((await lodge.call(desk.token, 'PATCH', `/v1/contacts/${ticket.requester.id}`, given)).status).toBe(200)
  await makeRule(lodge, desk, {
    if: {
      all: [
        { field: 'company.traits.plan', operator: 'is', value: 'Gold' },
        { field: 'contact.traits.seats', operator: 'at_least', value: 10 },
        { field: 'contact.email', operator: 'matches', value: '*@example.*' },
      ],
      none: [{ any: [{ field: 'company.name', operator: 'is_empty' }] }],
    },
  })
  const [fits, not] = [
    await fileTicket(lodge, desk),
    await fileTicket(lodge, desk, { requester: { email: 'bob@example.com' } }),
  ]
  await rulesAreDone(lodge)
  expect((await ticketNow(lodge, desk, fits.id)).priority).toBe('high')
  expect((await ticketNow(lodge, desk, not.id)).priority).toBe('normal')
})

test('only what happens after a rule was made or enabled is its business', async () => {
  const desk = await lodge.desk()
  const before = await fileTicket(lodge, desk)
  const rule = await makeRule(lodge, desk)
  const first = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  await lodge.call(desk.token, 'PATCH', `/v1/rules/${rule.id}`, { enabled: false })
  const off = await fileTicket(lodge, desk)
  await lodge.call(desk.token, 'PATCH', `/v1/rules/${rule.id}`, { enabled: true })
  const again = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  const priority = async ({ id }: { id: string }) => (await ticketNow(lodge, desk, id)).priority
  expect(await Promise.all([before, first, off, again].map(priority))).toEqual(['normal', 'high', 'normal', 'high'])
  await lodge.call(desk.token, 'DELETE', `/v1/rules/${rule.id}`)
  const last = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  expect(await priority(last)).toBe('normal')
})

test('a rule of one desk never looks at another’s tickets', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  await makeRule(lodge, desk)
  const ticket = await fileTicket(lodge, other)
  await rulesAreDone(lodge)
  expect((await ticketNow(lodge, other, ticket.id)).priority).toBe('normal')
})

test('a department that was deleted later: the rule fails in words, changes nothing, and is not tried again', async () => {
  const desk = await lodge.desk()
  const department = await addDepartment(lodge, desk, 'Sales')
  const then = [
    { do: 'set_priority', priority: 'high' },
    { do: 'set_department', department: 'Sales' },
  ]
  const rule = await makeRule(lodge, desk, { then })
  await lodge.call(desk.token, 'DELETE', `/v1/departments/${department}`)
  const ticket = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  expect((await ticketNow(lodge, desk, ticket.id)).priority).toBe('normal')
  expect(await runsOn(lodge, desk, ticket.id)).toMatchObject([
    { state: 'failed', error: 'the department Sales was deleted: choose another one', changes: {}, did: [] },
  ])
  const renamed = await lodge.call(desk.token, 'PATCH', `/v1/rules/${rule.id}`, { name: 'Broken', enabled: false })
  expect(renamed.status).toBe(200)
  const enabled = await lodge.call(desk.token, 'PATCH', `/v1/rules/${rule.id}`, { enabled: true })
  expect(enabled.json).toMatchObject({ code: 'department_not_found', errors: [{ path: 'then.1.department' }] })
})

test('a webhook or Slack is told by an event with the ticket as the rule left it', async () => {
  const desk = await lodge.desk()
  const url = 'https://hooks.example.com/x'
  const { id: endpoint } = (await lodge.call(desk.token, 'POST', '/v1/webhooks', { url })).json
  const slack = { kind: 'incoming_webhook', name: 'Us', webhook_url: 'https://hooks.slack.com/services/T0/B0/abcdefgh' }
  const made = await lodge.call(desk.token, 'POST', '/v1/slack-connections', slack)
  expect([made.status, made.text]).toEqual([201, made.text])
  const connection = made.json.id
  const rule = await makeRule(lodge, desk, {
    then: [
      { do: 'slack', connection, channel: '#urgent', text: 'Look' },
      { do: 'webhook', endpoint },
      { do: 'snooze', for: '2h' },
    ],
  })
  const ticket = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  const named = { id: rule.id, name: rule.name }
  const after = { id: ticket.id, status: 'snoozed', participants: [] }
  expect(await eventsOf(lodge, desk, 'rule.notified')).toMatchObject([
    { rule: named, ticket: after, channel: 'slack', connection, to: '#urgent', text: 'Look' },
    { rule: named, ticket: after, channel: 'webhook', endpoint, text: '' },
  ])
  const { snoozed_until } = await ticketNow(lodge, desk, ticket.id)
  expect(Date.parse(snoozed_until) - Date.now()).toBeGreaterThan(115 * 60_000)
})
