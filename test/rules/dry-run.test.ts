import { expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { makeRule, ticketNow } from '../support/rules.ts'
import { addDepartment, addMember, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

const dryRun = async (desk: TestDesk, id: string, body: object = {}) =>
  lodge.call(desk.token, 'POST', `/v1/rules/${id}/dry-run`, body)
const everything = async (desk: TestDesk) =>
  (
    await lodge.store.pool.query(
      `select (select json_agg(t order by id) from ticket t where desk_id = $1) as tickets,
         (select count(*) from event where desk_id = $1) as events,
         (select json_agg(m order by id) from member m where desk_id = $1) as members,
         (select count(*) from rule_run where desk_id = $1) as runs`,
      [desk.id],
    )
  ).rows[0]

test('it says per ticket what would have changed, and changes nothing', async () => {
  const desk = await lodge.desk()
  const billing = await addDepartment(lodge, desk, 'Billing')
  await addMember(lodge, desk, 'Kim')
  const invoice = await fileTicket(lodge, desk, { subject: 'Invoice 7' })
  await fileTicket(lodge, desk)
  const second = await fileTicket(lodge, desk, { subject: 'Invoice 8', department: 'Billing', priority: 'high' })
  const rule = await makeRule(lodge, desk, {
    enabled: false,
    if: { all: [{ field: 'ticket.subject', operator: 'starts_with', value: 'invoice' }] },
    then: [
      { do: 'set_department', department: 'Billing' },
      { do: 'set_priority', priority: 'high' },
      { do: 'assign', to: 'auto' },
      { do: 'note', body: 'Look' },
    ],
  })
  const before = await everything(desk)
  const said = await dryRun(desk, rule.id)
  expect(said.status).toBe(200)
  const auto = { from: null, to: 'auto' }
  expect(said.json).toMatchObject({
    tickets: 3,
    events: 3,
    data: [
      {
        ticket: { id: invoice.id, number: invoice.number, subject: 'Invoice 7' },
        event: { type: 'ticket.created' },
        times: 1,
        changes: {
          department: { from: { name: 'Support' }, to: { id: billing, name: 'Billing' } },
          priority: { from: 'normal', to: 'high' },
          assignee: auto,
        },
        would: ['add an internal note'],
        error: null,
      },
      { ticket: { id: second.id }, changes: { assignee: auto } },
    ],
  })
  expect(Object.keys(said.json.data[1].changes)).toEqual(['assignee'])
  expect(await everything(desk)).toEqual(before)
  expect((await dryRun(desk, rule.id, { last: 1 })).json).toMatchObject({
    tickets: 1,
    data: [{ ticket: { id: second.id } }],
  })
})

test('each event is looked at with the ticket as it was then', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk)
  const set = (body: object) => lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, body)
  for (const priority of ['high', 'low', 'high', 'normal']) await set({ priority })
  const rule = await makeRule(lodge, desk, {
    enabled: false,
    when: { events: [{ event: 'ticket.updated', changed: ['priority'] }] },
    if: { all: [{ field: 'ticket.priority', operator: 'is', value: 'high' }] },
    then: [{ do: 'add_tags', tags: ['was-high'] }],
  })
  expect((await dryRun(desk, rule.id)).json).toMatchObject({
    tickets: 1,
    events: 4,
    data: [{ times: 2, changes: { tags: { from: [], to: ['was-high'] } } }],
  })
})

test('a rule that waits for a time is asked what is due now', async () => {
  const desk = await lodge.desk()
  const [old, fresh] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  await lodge.store.pool.query(
    `update ticket set created_at = created_at - interval '3 days' where desk_id = $1 and id = $2`,
    [desk.id, old.id],
  )
  const rule = await makeRule(lodge, desk, {
    enabled: false,
    when: { after: '2d', since: 'ticket_created' },
    then: [{ do: 'snooze', for: '1h' }],
  })
  const said = (await dryRun(desk, rule.id)).json
  expect(said).toMatchObject({
    tickets: 2,
    data: [{ ticket: { id: old.id }, event: null, changes: { status: { from: 'open', to: 'snoozed' } } }],
  })
  expect((await ticketNow(lodge, desk, fresh.id)).status).toBe('open')
})

test('it says how a rule would fail', async () => {
  const desk = await lodge.desk()
  const sales = await addDepartment(lodge, desk, 'Sales')
  await fileTicket(lodge, desk)
  const rule = await makeRule(lodge, desk, { then: [{ do: 'set_department', department: 'Sales' }] })
  await lodge.call(desk.token, 'DELETE', `/v1/departments/${sales}`)
  expect((await dryRun(desk, rule.id)).json.data).toMatchObject([
    { error: 'the department Sales was deleted: choose another one', changes: {} },
  ])
})

test('a desk without tickets; 400 for more than a thousand', async () => {
  const desk = await lodge.desk()
  const rule = await makeRule(lodge, desk)
  expect((await dryRun(desk, rule.id)).json).toEqual({ tickets: 0, events: 0, data: [] })
  expectProblem(await dryRun(desk, rule.id, { last: 1_001 }), 400, 'invalid_body', 'last')
})

test('a rule that is not saved is tried by its body alone, of events and of a time, and is not there after', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, { subject: 'Invoice 7' })
  const before = await everything(desk)
  const draft = {
    when: { events: [{ event: 'ticket.created' }] },
    then: [{ do: 'set_priority', priority: 'high' }],
  }
  const tried = (body: object) => lodge.call(desk.token, 'POST', '/v1/rules/dry-run', body)
  expect(await tried({ ...draft, last: 10 })).toMatchObject({
    status: 200,
    json: { tickets: 1, data: [{ ticket: { id: ticket.id }, changes: { priority: { to: 'high' } } }] },
  })
  const timed = { ...draft, when: { after: '1h', since: 'ticket_created' } }
  expect(await tried(timed)).toMatchObject({ status: 200, json: { data: [] } })
  const nowhere = [{ do: 'set_department', department: 'Nowhere' }]
  expect((await tried({ ...draft, then: nowhere })).status).toBe(400)
  expect((await lodge.call(desk.token, 'GET', '/v1/rules')).json.data).toEqual([])
  expect(await everything(desk)).toEqual(before)
})
