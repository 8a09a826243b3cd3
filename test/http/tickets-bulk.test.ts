import { expect, test } from 'vitest'
import { forgetBulkChanges } from '../../src/core/bulk-changes/undo.ts'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addMember, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()
const call = (desk: TestDesk, method: string, path: string, body?: object) =>
  lodge.call(desk.token, method, `/v1/tickets/${path}`, body)
const bulk = (desk: TestDesk, tickets: string[], set: object) => call(desk, 'POST', 'bulk', { tickets, set })
const get = async (desk: TestDesk, id: string) => (await call(desk, 'GET', id)).json
const idsOf = (tickets: { id: string }[]) => tickets.map(({ id }) => id)

test('200 changes many tickets alike; one that cannot be changed does not fail the others', async () => {
  const desk = await lodge.desk()
  const kim = await addMember(lodge, desk, 'Kim')
  const [a, b, gone] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  await call(desk, 'POST', `${gone.id}/merge`, { into: b.id })
  const tickets = [a.id, String(b.number), b.id, gone.id, '99', 'x']
  const done = await bulk(desk, tickets, { priority: 'high', assignee: kim, add_tags: ['Sale'] })
  expect(done.status).toBe(200)
  expect(idsOf(done.json.changed)).toEqual([a.id, b.id])
  expect(done.json.changed[0]).toMatchObject({ priority: 'high', assignee: { id: kim }, tags: ['sale'] })
  expect(done.json.failed).toMatchObject([
    { ticket: gone.id, code: 'ticket_merged' },
    { ticket: '99', code: 'ticket_not_found' },
    { ticket: 'x', code: 'ticket_not_found' },
  ])
  const causes = (await eventsOf(lodge, desk)).flatMap(({ data }) => (data.cause ? [data.cause] : []))
  expect(causes).toEqual([a, b].map(() => ({ kind: 'bulk', id: done.json.id })))
  expect((await bulk(desk, [a.id], { assignee: 'nobody' })).json.failed).toMatchObject([{ code: 'assignee_not_found' }])
  expectProblem(await bulk(desk, [a.id], {}), 400, 'invalid_body', 'set')
  expectProblem(await bulk(desk, [], { status: 'open' }), 400, 'invalid_body', 'tickets')
})

test('200 taking it back restores each ticket, but for what was changed since', async () => {
  const desk = await lodge.desk()
  const kim = await addMember(lodge, desk, 'Kim')
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  const made = [
    await fileTicket(lodge, desk, { status: 'snoozed', snoozed_until: soon, tags: ['old', 'sale'] }),
    await fileTicket(lodge, desk, { tags: ['old'] }),
    await fileTicket(lodge, desk, { assignee: kim }),
  ]
  const ids = idsOf(made)
  await call(desk, 'PATCH', ids[1] ?? '', { status: 'resolved' })
  await call(desk, 'PATCH', ids[1] ?? '', { status: 'closed' })
  const before = await Promise.all(ids.map((id) => get(desk, id)))
  const done = await bulk(desk, ids, { status: 'open', assignee: kim, add_tags: ['sale'], remove_tags: ['old'] })
  await call(desk, 'PATCH', ids[2] ?? '', { assignee: null, priority: 'urgent' })
  await call(desk, 'PATCH', ids[1] ?? '', { status: 'pending', add_tags: ['new'] })
  const undone = await call(desk, 'POST', `bulk/${done.json.id}/undo`)
  expect(undone.json.failed).toEqual([
    { ticket: ids[1], code: 'changed_since', detail: 'Changed since, and left as it is: status.' },
  ])
  const after = await Promise.all(ids.map((id) => get(desk, id)))
  expect(after[0]).toEqual({ ...before[0], updated_at: after[0].updated_at })
  expect(after[1]).toMatchObject({ status: 'pending', assignee: null, tags: ['new', 'old'] })
  // Of the third only a tag was changed by it.
  expect(after[2]).toMatchObject({ assignee: null, priority: 'urgent', tags: [] })
  expectProblem(await call(desk, 'POST', `bulk/${done.json.id}/undo`), 409, 'undone_already')

  const closed = await bulk(desk, [ids[1] ?? ''], { status: 'closed' })
  const reopened = await bulk(desk, [ids[1] ?? ''], { status: 'open' })
  await call(desk, 'POST', `bulk/${reopened.json.id}/undo`)
  const [was] = closed.json.changed
  expect(await get(desk, ids[1] ?? '')).toMatchObject({ status: 'closed', closed_at: was.closed_at })
})

test('404 after a day there is nothing to take back', async () => {
  const desk = await lodge.desk()
  const { id } = await fileTicket(lodge, desk)
  const done = await bulk(desk, [id], { priority: 'low' })
  await lodge.store.pool.query(`update bulk_change set created_at = now() - interval '25 hours' where id = $1`, [
    done.json.id,
  ])
  expectProblem(await call(desk, 'POST', `bulk/${done.json.id}/undo`), 404, 'bulk_not_found')
  await forgetBulkChanges(lodge.lodge)
  const left = await lodge.store.pool.query('select from bulk_change_ticket where desk_id = $1', [desk.id])
  expect(left.rowCount).toBe(0)
})

test('200 marks as spam and blocks the requester in one change', async () => {
  const desk = await lodge.desk()
  const spam = await fileTicket(lodge, desk, { requester: { email: 'eve@evil.example' } })
  const marked = await call(desk, 'POST', `${spam.id}/spam`, { block: true })
  expect(marked).toMatchObject({
    status: 200,
    json: { ticket: { status: 'spam' }, blocked: { value: 'eve@evil.example', reason: 'Spam: ticket #1' } },
  })
  const again = { requester: { email: 'eve@evil.example' }, subject: 'Buy' }
  expect((await lodge.call(desk.token, 'POST', '/v1/tickets', again)).status).toBe(202)
  const nameless = await fileTicket(lodge, desk, { requester: { external_id: 'u1' } })
  expectProblem(await call(desk, 'POST', `${nameless.id}/spam`, { block: true }), 409, 'requester_without_address')
  expect((await get(desk, nameless.id)).status).toBe('open')
  expect((await call(desk, 'POST', `${nameless.id}/spam`, { block: false })).json).toMatchObject({ blocked: null })
})
