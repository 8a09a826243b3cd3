import { expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { makeRule } from '../support/rules.ts'
import { addDepartment, eventsOf } from '../support/tickets.ts'

const lodge = useLodge()

const base = {
  name: 'Urgent ones',
  when: { events: [{ event: 'ticket.created' }] },
  then: [{ do: 'set_priority', priority: 'urgent' }],
}
const create = (desk: TestDesk, body: object) => lodge.call(desk.token, 'POST', '/v1/rules', { ...base, ...body })
const patch = (desk: TestDesk, id: string, body: object) => lodge.call(desk.token, 'PATCH', `/v1/rules/${id}`, body)
const ifAll = (...all: object[]) => ({ if: { all } })
const inIf = (condition: object) => ifAll(condition)

test('201 makes a rule as it was written, ids in the place of names, with one event', async () => {
  const desk = await lodge.desk()
  const sales = await addDepartment(lodge, desk, 'Sales')
  const condition = { field: 'ticket.department', operator: 'in', value: ['SALES', sales] }
  const made = await create(desk, { if: { any: [condition], none: [{ all: [{ any: [condition] }] }] }, stop: true })
  expect(made.status).toBe(201)
  const saved = { ...condition, value: [sales, sales] }
  expect(made.json).toEqual({
    ...base,
    id: made.json.id,
    enabled: true,
    stop: true,
    position: 1,
    if: { any: [saved], none: [{ all: [{ any: [saved] }] }] },
    stopped: null,
    created_at: expect.any(String),
    updated_at: expect.any(String),
  })
  expect(made.headers.location).toBe(`/v1/rules/${made.json.id}`)
  expect((await lodge.call(desk.token, 'GET', `/v1/rules/${made.json.id}`)).json).toEqual(made.json)
  expect(await eventsOf(lodge, desk, 'rule.created')).toEqual([{ rule: made.json }])
})

test('200 lists in order, page by page; 200 changes the order', async () => {
  const desk = await lodge.desk()
  const ids: string[] = []
  for (let n = 1; n <= 5; n++) ids.push((await makeRule(lodge, desk, { name: `R${n}` })).id)
  const order = [ids[4], ids[0], ids[2], ids[1], ids[3]]
  const ordered = await lodge.call(desk.token, 'PUT', '/v1/rules/order', { rules: order })
  expect(ordered.json).toEqual({ rules: order })
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = await lodge.call(desk.token, 'GET', `/v1/rules?limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.json.data.map(({ id }: { id: string }) => id))
    cursor = page.json.next_cursor ?? ''
    if (!cursor) break
  }
  expect(seen).toEqual(order)
  expect(await eventsOf(lodge, desk, 'rules.reordered')).toEqual([{ rules: order }])
})

test('400 an order that leaves one out, names one twice or another desk’s', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const [a, b, foreign] = [await makeRule(lodge, desk), await makeRule(lodge, desk), await makeRule(lodge, other)]
  for (const rules of [[a.id], [a.id, b.id, a.id], [a.id, b.id, foreign.id], [a.id, 'x']]) {
    const answer = await lodge.call(desk.token, 'PUT', '/v1/rules/order', { rules })
    expectProblem(answer, 400, 'invalid_order', 'rules')
  }
})

test('200 changes what is given; 200 deletes, and it is gone', async () => {
  const desk = await lodge.desk()
  const rule = await makeRule(lodge, desk)
  const changed = await patch(desk, rule.id, { name: ' Later ', when: { after: '4h', since: 'requester_message' } })
  expect(changed.json).toMatchObject({
    ...rule,
    name: 'Later',
    when: { after: '4h', since: 'requester_message' },
    updated_at: expect.any(String),
  })
  expect(await eventsOf(lodge, desk, 'rule.updated')).toEqual([{ rule: changed.json }])
  const deleted = await lodge.call(desk.token, 'DELETE', `/v1/rules/${rule.id}`)
  expect(deleted.json).toEqual({ ...changed.json, enabled: false })
  expect((await lodge.call(desk.token, 'GET', '/v1/rules')).json.data).toEqual([])
  expectProblem(await patch(desk, rule.id, { name: 'X' }), 404, 'rule_not_found')
  expectProblem(await lodge.call(desk.token, 'GET', `/v1/rules/${rule.id}/runs`), 404, 'rule_not_found')
})

test.each<[string, object, string, string]>([
  ['no event', { when: { events: [] } }, 'when.events', 'at least 1'],
  ['an unknown event', { when: { events: [{ event: 'ticket.deleted' }] } }, 'when.events.0.event', 'ticket.created'],
  [
    'an unknown field that changed',
    { when: { events: [{ event: 'ticket.updated', changed: ['x'] }] } },
    'when.events.0.changed.0',
    'priority',
  ],
  ['a time without since', { when: { after: '4h' } }, 'when.since', 'ticket_created'],
  ['a time that is none', { when: { after: '4 hours', since: 'resolved' } }, 'when.after', '30m'],
  ['no action', { then: [] }, 'then', 'at least 1'],
  ['an unknown action', { then: [{ do: 'explode' }] }, 'then.0.do', 'set_priority'],
  ['a status only snooze sets', { then: [{ do: 'set_status', status: 'snoozed' }] }, 'then.0.status', 'pending'],
  [
    'an unknown field',
    inIf({ field: 'ticket.colour', operator: 'is', value: 'x' }),
    'if.all.0.field',
    'ticket.priority',
  ],
  [
    'an own field without a name',
    inIf({ field: 'ticket.fields.', operator: 'is_empty' }),
    'if.all.0.field',
    'ticket.fields.<name>',
  ],
  ['a prototype’s field', inIf({ field: 'constructor', operator: 'is_empty' }), 'if.all.0.field', 'ticket.priority'],
  [
    'an operator that does not fit',
    inIf({ field: 'ticket.status', operator: 'contains', value: 'o' }),
    'if.all.0.operator',
    'not_in',
  ],
  [
    'an unknown operator',
    inIf({ field: 'ticket.status', operator: 'like', value: 'o' }),
    'if.all.0.operator',
    'contains_any',
  ],
  [
    'a value that is none',
    inIf({ field: 'ticket.status', operator: 'is', value: 'opened' }),
    'if.all.0.value',
    'pending',
  ],
  ['no value', inIf({ field: 'ticket.status', operator: 'is' }), 'if.all.0.value', 'required'],
  [
    'a value too many',
    inIf({ field: 'ticket.subject', operator: 'is_empty', value: 'x' }),
    'if.all.0.value',
    'left out',
  ],
  ['one value for several', inIf({ field: 'ticket.status', operator: 'in', value: 'open' }), 'if.all.0.value', 'array'],
  ['several for one', inIf({ field: 'ticket.status', operator: 'is', value: ['open'] }), 'if.all.0.value', 'array'],
  [
    'one wrong of several',
    inIf({ field: 'ticket.status', operator: 'in', value: ['open', 'x'] }),
    'if.all.0.value.1',
    'pending',
  ],
  [
    'a number in words',
    inIf({ field: 'ticket.message_count', operator: 'at_least', value: '3' }),
    'if.all.0.value',
    'number',
  ],
  [
    'a duration that is none',
    inIf({ field: 'ticket.created_at', operator: 'older_than', value: '3' }),
    'if.all.0.value',
    '4h',
  ],
  ['neither condition nor group', inIf({}), 'if.all.0.field', 'required'],
  ['both condition and group', inIf({ field: 'ticket.subject', operator: 'is_empty', all: [] }), 'if.all.0', 'exclude'],
  ['no operator', inIf({ field: 'ticket.subject' }), 'if.all.0.operator', 'required'],
  ['a misspelt group', { if: { every: [] } }, 'if.every', 'all, any, none'],
  ['a group too deep', inIf({ all: [{ any: [{ none: [] }] }] }), 'if.all.0.all.0.any.0.none', 'field, operator, value'],
  [
    'a message in a rule of a time',
    { when: { after: '1h', since: 'resolved' }, ...inIf({ field: 'message.text', operator: 'is_empty' }) },
    'if.all.0.field',
    'events',
  ],
  [
    'an age in a rule of a time',
    {
      when: { after: '1h', since: 'resolved' },
      ...inIf({ field: 'ticket.created_at', operator: 'older_than', value: '1d' }),
    },
    'if.all.0.field',
    'after',
  ],
])('400 %s, and what is allowed', async (_, body, path, allowed) => {
  const desk = await lodge.desk()
  const answer = await create(desk, body)
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(allowed)])
  expect(answer.json.errors.map((error: { path: string }) => error.path)).toContain(path)
})

test.each<[string, object, string, string]>([
  [
    'department',
    { then: [{ do: 'set_department', department: 'Nowhere' }] },
    'department_not_found',
    'then.0.department',
  ],
  ['type', { then: [{ do: 'set_type', type: 'Nothing' }] }, 'ticket_type_not_found', 'then.0.type'],
  ['member', { then: [{ do: 'assign', to: 'nobody@example.com' }] }, 'assignee_not_found', 'then.0.to'],
  ['webhook', { then: [{ do: 'webhook', endpoint: '8' }] }, 'webhook_not_found', 'then.0.endpoint'],
  [
    'Slack connection',
    { then: [{ do: 'slack', connection: '7', channel: '#a' }] },
    'slack_connection_not_found',
    'then.0.connection',
  ],
  ['template', { then: [{ do: 'reply', template: 'x' }] }, 'template_not_found', 'then.0.template'],
  [
    'intervention',
    { then: [{ do: 'run_intervention', intervention: 'x' }] },
    'intervention_not_found',
    'then.0.intervention',
  ],
  [
    'department in a condition',
    inIf({ field: 'ticket.department', operator: 'in', value: ['Support', 'X'] }),
    'department_not_found',
    'if.all.0.value.1',
  ],
  [
    'member in a condition',
    inIf({ field: 'ticket.assignee', operator: 'is', value: 'x@example.com' }),
    'assignee_not_found',
    'if.all.0.value',
  ],
])('400 an unknown %s', async (_, body, code, path) => {
  const desk = await lodge.desk()
  const other = await lodge.desk()
  await addDepartment(lodge, other, 'Nowhere')
  expectProblem(await create(desk, body), 400, code, path)
  const rule = await makeRule(lodge, desk)
  expectProblem(await patch(desk, rule.id, body), 400, code, path)
})

test('422 asking the AI, as long as there is none', async () => {
  const desk = await lodge.desk()
  const answer = await create(desk, { then: [{ do: 'ask_ai' }] })
  expectProblem(answer, 422, 'ai_unavailable', 'then.0.do')
})

test('400 a time rule whose conditions it inherits and would never see come true', async () => {
  const desk = await lodge.desk()
  const rule = await makeRule(lodge, desk, inIf({ field: 'ticket.created_at', operator: 'older_than', value: '1d' }))
  const answer = await patch(desk, rule.id, { when: { after: '1h', since: 'resolved' } })
  expectProblem(answer, 400, 'not_allowed', 'if.all.0.field')
})

test('409 more than two hundred', async () => {
  const desk = await lodge.desk()
  await lodge.store.pool.query(
    `insert into rule (desk_id, id, name, is_enabled, is_last, position, trigger, conditions, actions, event_types)
     select $1, n, 'x', false, false, n, '{}', '{}', '[]', '{}' from generate_series(1, 200) n`,
    [desk.id],
  )
  expectProblem(await create(desk, {}), 409, 'too_many_rules')
})

test('the same key replays the answer', async () => {
  const desk = await lodge.desk()
  const once = () => lodge.call(desk.token, 'POST', '/v1/rules', base, { 'idempotency-key': 'k' })
  const [first, second] = [await once(), await once()]
  expect(second).toMatchObject({ status: 201, text: first.text, headers: { 'idempotency-replayed': 'true' } })
})

test('403 without the scope', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, ['settings:read'])
  expect((await lodge.call(token, 'GET', '/v1/rules')).status).toBe(200)
  expectProblem(await lodge.call(token, 'POST', '/v1/rules', base), 403, 'insufficient_scope')
})
