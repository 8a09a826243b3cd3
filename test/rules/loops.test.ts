import { expect, test } from 'vitest'
import { EVENT_TYPES } from '../../src/http/v1/webhooks/event-types.ts'
import { useLodge } from '../support/lodge.ts'
import { makeRule, rulesAreDone, runsOn, ticketNow, useJobs } from '../support/rules.ts'
import { eventsOf, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()
useJobs(lodge)

const flip = (from: string, to: string) => ({
  name: `${from} to ${to}`,
  when: { events: [{ event: 'ticket.updated', changed: ['priority'] }] },
  if: { all: [{ field: 'ticket.priority', operator: 'is', value: from }] },
  then: [{ do: 'set_priority', priority: to }],
})

test('two rules that undo one another stop after ten steps, and the owner is told', async () => {
  const desk = await lodge.desk()
  await makeRule(lodge, desk, flip('high', 'low'))
  await makeRule(lodge, desk, flip('low', 'high'))
  const ticket = await fileTicket(lodge, desk)
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, { priority: 'high' })
  await rulesAreDone(lodge)
  const runs = await runsOn(lodge, desk, ticket.id)
  // Each step of the chain, and at the first event the second rule too: it looks at what the first one left.
  expect(new Set(runs.map(({ depth }) => depth))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))
  expect(runs.every(({ depth, state }) => state === (depth > 10 ? 'stopped' : 'done'))).toBe(true)
  expect(runs.length).toBeLessThan(30)
  const stopped = await eventsOf(lodge, desk, 'rule.stopped')
  const reason = expect.stringContaining('they go in circles')
  const { id, name } = stopped[0].rule
  expect(stopped[0]).toMatchObject({ ticket: { id: ticket.id }, reason })
  const rule = (await lodge.call(desk.token, 'GET', `/v1/rules/${id}`)).json
  expect(rule).toMatchObject({ name, enabled: true, stopped: { reason, ticket_id: ticket.id } })
  // Once more within the hour is stopped as well, and not told again.
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, { priority: 'urgent' })
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, { priority: 'high' })
  await rulesAreDone(lodge)
  expect((await runsOn(lodge, desk, ticket.id)).length).toBeGreaterThan(runs.length)
  const told = (await eventsOf(lodge, desk, 'rule.stopped')).map((event) => event.rule.id)
  expect(new Set(told).size).toBe(told.length)
  const changed = await lodge.call(desk.token, 'PATCH', `/v1/rules/${id}`, { stop: true })
  expect(changed.json.stopped).toBeNull()
})

test('a loop that goes through somebody else stops at fifty in an hour, on that ticket only', async () => {
  const desk = await lodge.desk()
  const when = { events: [{ event: 'message.created', author: ['contact'] }] }
  const rule = await makeRule(lodge, desk, { when, then: [{ do: 'note', body: 'They wrote' }] })
  const [noisy, other] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  const write = (id: string) =>
    lodge.call(desk.token, 'POST', `/v1/tickets/${id}/messages`, { body: 'Out of office', author: 'requester' })
  for (let n = 0; n < 53; n++) await write(noisy.id)
  await write(other.id)
  await rulesAreDone(lodge)
  const runs = await runsOn(lodge, desk, noisy.id)
  expect(runs.filter(({ state }) => state === 'done')).toHaveLength(50)
  expect(runs.filter(({ state }) => state === 'stopped')).toHaveLength(3)
  expect((await ticketNow(lodge, desk, noisy.id)).message_count).toBe(1 + 53 + 50)
  expect((await ticketNow(lodge, desk, other.id)).message_count).toBe(3)
  const told = await eventsOf(lodge, desk, 'rule.stopped')
  expect(EVENT_TYPES['rule.stopped']?.data.safeParse(told[0]).error).toBeUndefined()
  expect(told).toMatchObject([{ rule: { id: rule.id }, reason: expect.stringContaining('50 times within an hour') }])
})
