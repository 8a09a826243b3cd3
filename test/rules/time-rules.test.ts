import { expect, test } from 'vitest'
import { ruleTimers } from '../../src/jobs/rule-timers.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { makeRule, rulesAreDone, runsOn, ticketNow, useJobs } from '../support/rules.ts'
import { fileTicket } from '../support/tickets.ts'

const lodge = useLodge()
useJobs(lodge)

/** As if so long had passed since all that happened on a desk. */
const hoursLater = async (desk: TestDesk, hours: number) => {
  await rulesAreDone(lodge)
  const back = (columns: string[]) => columns.map((name) => `${name} = ${name} - make_interval(hours => ${hours})`)
  const past = async (table: string, columns: string[]) =>
    lodge.store.pool.query(`update ${table} set ${back(columns).join(', ')} where desk_id = $1`, [desk.id])
  await past('ticket', ['created_at', 'opened_at', 'last_message_at', 'resolved_at'])
  await past('message', ['created_at'])
  await past('rule_timer', ['since', 'due_at'])
  await ruleTimers.run(lodge.lodge, {})
  await rulesAreDone(lodge)
}
const timers = async (desk: TestDesk) =>
  (await lodge.store.pool.query('select from rule_timer where desk_id = $1', [desk.id])).rowCount
const write = (desk: TestDesk, id: string, author: string, more: object = {}) =>
  lodge.call(desk.token, 'POST', `/v1/tickets/${id}/messages`, { body: 'Hi', author, ...more })

test('no reply for four hours: once, and again only after it was answered and asked again', async () => {
  const desk = await lodge.desk()
  const note = (body: string) => ({ do: 'note', body })
  const rule = await makeRule(lodge, desk, {
    name: 'Waiting',
    when: { after: '4h', since: 'requester_message' },
    then: [{ do: 'set_priority', priority: 'urgent' }, note('Waits for four hours')],
  })
  const [silent, answered] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  await hoursLater(desk, 3)
  expect(await runsOn(lodge, desk, silent.id)).toEqual([])
  await write(desk, answered.id, 'agent')
  await write(desk, silent.id, 'requester') // asking again does not put it off
  await hoursLater(desk, 1)
  expect((await ticketNow(lodge, desk, silent.id)).priority).toBe('urgent')
  expect(await runsOn(lodge, desk, silent.id)).toMatchObject([
    { rule: { id: rule.id, name: 'Waiting' }, event_id: null, state: 'done', did: ['added an internal note'] },
  ])
  expect((await ticketNow(lodge, desk, answered.id)).priority).toBe('normal')

  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${silent.id}`, { priority: 'low' })
  await hoursLater(desk, 9)
  expect((await ticketNow(lodge, desk, silent.id)).priority).toBe('low')
  await write(desk, silent.id, 'agent')
  await hoursLater(desk, 9)
  await write(desk, silent.id, 'requester')
  await hoursLater(desk, 3)
  expect((await ticketNow(lodge, desk, silent.id)).priority).toBe('low')
  await hoursLater(desk, 1)
  expect((await ticketNow(lodge, desk, silent.id)).priority).toBe('urgent')
  expect(await runsOn(lodge, desk, silent.id)).toHaveLength(2)
  expect(await timers(desk)).toBe(0)
})

test('a customer who does not answer, and a ticket that stays resolved', async () => {
  const desk = await lodge.desk()
  await makeRule(lodge, desk, {
    when: { after: '2d', since: 'agent_reply' },
    if: { all: [{ field: 'ticket.status', operator: 'is', value: 'pending' }] },
    then: [{ do: 'set_status', status: 'resolved' }],
  })
  await makeRule(lodge, desk, {
    when: { after: '1w', since: 'resolved' },
    then: [{ do: 'set_status', status: 'closed' }],
  })
  const [quiet, back] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  for (const { id } of [quiet, back]) await write(desk, id, 'agent', { status: 'pending' })
  await hoursLater(desk, 47)
  await write(desk, back.id, 'requester')
  await hoursLater(desk, 1)
  const status = async ({ id }: { id: string }) => (await ticketNow(lodge, desk, id)).status
  expect([await status(quiet), await status(back)]).toEqual(['resolved', 'open'])
  await hoursLater(desk, 7 * 24)
  expect([await status(quiet), await status(back)]).toEqual(['closed', 'open'])
})

test('tickets that are there when a rule is made are looked at, and again when they change', async () => {
  const desk = await lodge.desk()
  const tickets = [await fileTicket(lodge, desk), await fileTicket(lodge, desk, { priority: 'low' })]
  const closed = await fileTicket(lodge, desk)
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${closed.id}`, { status: 'closed' })
  await hoursLater(desk, 5)
  await makeRule(lodge, desk, {
    when: { after: '4h', since: 'ticket_created' },
    if: { none: [{ field: 'ticket.priority', operator: 'is', value: 'low' }] },
    then: [{ do: 'add_tags', tags: ['old'] }],
  })
  const tagged = async () => {
    await hoursLater(desk, 0)
    return Promise.all([...tickets, closed].map(async ({ id }) => (await ticketNow(lodge, desk, id)).tags.length))
  }
  expect(await tagged()).toEqual([1, 0, 0])
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${tickets[1].id}`, { priority: 'high' })
  expect(await tagged()).toEqual([1, 1, 0])
})

test('a rule that is disabled, deleted or changed meanwhile is what it is when the time comes', async () => {
  const desk = await lodge.desk()
  const make = (tag: string) =>
    makeRule(lodge, desk, { when: { after: '4h', since: 'any_message' }, then: [{ do: 'add_tags', tags: [tag] }] })
  const [off, gone, sooner, later] = [await make('off'), await make('gone'), await make('sooner'), await make('later')]
  const ticket = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  await lodge.call(desk.token, 'PATCH', `/v1/rules/${off.id}`, { enabled: false })
  await lodge.call(desk.token, 'DELETE', `/v1/rules/${gone.id}`)
  const since = 'any_message'
  await lodge.call(desk.token, 'PATCH', `/v1/rules/${sooner.id}`, { when: { after: '1h', since } })
  await lodge.call(desk.token, 'PATCH', `/v1/rules/${later.id}`, { when: { after: '2d', since } })
  await hoursLater(desk, 1)
  expect((await ticketNow(lodge, desk, ticket.id)).tags).toEqual(['sooner'])
  await hoursLater(desk, 4)
  expect((await ticketNow(lodge, desk, ticket.id)).tags).toEqual(['sooner'])
  await hoursLater(desk, 43)
  expect((await ticketNow(lodge, desk, ticket.id)).tags).toEqual(['later', 'sooner'])
})

test('two ticks at once act once', async () => {
  const desk = await lodge.desk()
  const when = { after: '1m', since: 'ticket_created' }
  await makeRule(lodge, desk, { when, then: [{ do: 'note', body: 'Once' }] })
  const tickets = []
  for (let n = 0; n < 12; n++) tickets.push(await fileTicket(lodge, desk))
  await rulesAreDone(lodge)
  await lodge.store.pool.query(`update ticket set created_at = created_at - interval '1h' where desk_id = $1`, [
    desk.id,
  ])
  await lodge.store.pool.query(`update rule_timer set due_at = now() where desk_id = $1`, [desk.id])
  await Promise.all([1, 2, 3].map(() => ruleTimers.run(lodge.lodge, {})))
  for (const { id } of tickets) expect((await ticketNow(lodge, desk, id)).message_count).toBe(2)
})
