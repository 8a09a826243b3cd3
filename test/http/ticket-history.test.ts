import { expect, test } from 'vitest'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { makeRule, useJobs } from '../support/rules.ts'
import { addMember, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()
useJobs(lodge)

const call = (desk: TestDesk, method: string, path: string, body?: object) =>
  lodge.call(desk.token, method, `/v1/${path}`, body)
const history = async (desk: TestDesk, id: string, count: number) => {
  const read = async () => (await call(desk, 'GET', `tickets/${id}/history`)).json.data
  await until(async () => (await read()).length >= count)
  return read()
}

test('200 what happened to a ticket, by whom and why, the newest first', async () => {
  const desk = await lodge.desk()
  const kim = await addMember(lodge, desk, 'Kim')
  const rule = await makeRule(lodge, desk, { name: 'Raise' })
  const ticket = await fileTicket(lodge, desk)
  await history(desk, ticket.id, 2)
  await call(desk, 'PATCH', `tickets/${ticket.id}`, { assignee: kim })
  const note = await call(desk, 'POST', `tickets/${ticket.id}/messages`, { body: 'Hello' })
  const bulk = await call(desk, 'POST', 'tickets/bulk', { tickets: [ticket.id], set: { add_tags: ['vip'] } })
  const other = await fileTicket(lodge, desk)
  await call(desk, 'POST', `tickets/${ticket.id}/merge`, { into: other.id })
  await call(desk, 'POST', `tickets/${ticket.id}/unmerge`)
  const entries = await history(desk, ticket.id, 7)
  expect(entries).toMatchObject([
    { type: 'ticket.updated', cause: { kind: 'unmerge', id: other.id, name: `#${other.number}` } },
    { type: 'ticket.updated', cause: { kind: 'merge', id: other.id, name: `#${other.number}` } },
    {
      type: 'ticket.updated',
      cause: { kind: 'bulk', id: bulk.json.id },
      changes: { tags: { from: [], to: ['vip'] } },
    },
    { type: 'message.created', message_id: note.json.id, cause: null },
    { type: 'ticket.updated', changes: { assignee: { from: null, to: { name: 'Kim' } } } },
    {
      type: 'ticket.updated',
      actor: { kind: 'automation', id: rule.id, name: 'Raise' },
      cause: { kind: 'rule', id: rule.id, name: 'Raise' },
      changes: { priority: { from: 'normal', to: 'high' } },
    },
    { type: 'ticket.created', actor: { kind: 'token', name: 'test' }, cause: null, changes: {} },
  ])
  const first = await call(desk, 'GET', `tickets/${ticket.number}/history?limit=4`)
  const second = await call(desk, 'GET', `tickets/${ticket.id}/history?limit=4&cursor=${first.json.next_cursor}`)
  expect([...first.json.data, ...second.json.data]).toEqual(entries)
  expect(second.json.next_cursor).toBe(null)
})

test('what a merged ticket was promised waits, and goes on where the merge is undone', async () => {
  const desk = await lodge.desk()
  await call(desk, 'POST', 'sla-policies', { name: 'Soon', targets: { resolution: { normal: 60 } } })
  const [ticket, other] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  const timer = async () => (await call(desk, 'GET', `tickets/${ticket.id}`)).json.sla[0]
  await until(async () => (await timer()) !== undefined)
  await call(desk, 'POST', `tickets/${ticket.id}/merge`, { into: other.id })
  await until(async () => (await timer()).paused_at !== null)
  expect(await timer()).toMatchObject({ met_at: null, due_at: null })
  await call(desk, 'POST', `tickets/${ticket.id}/unmerge`)
  await until(async () => (await timer()).paused_at === null)
  expect(await timer()).toMatchObject({ met_at: null, due_at: expect.any(String) })
})
