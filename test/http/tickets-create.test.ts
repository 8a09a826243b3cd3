import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'
import { fileTicket, upload } from '../support/tickets.ts'

const lodge = useLodge()
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const least = { requester: { email: 'ann@example.com' }, subject: 'Help' }

test.each([
  ['closed without closed_at', { status: 'closed' }, 'closed_at', 'required'],
  [
    'closed before it was opened',
    { status: 'closed', opened_at: inDays(-1), closed_at: inDays(-2) },
    'closed_at',
    'before_opened_at',
  ],
  ['opened in the future', { opened_at: inDays(1) }, 'opened_at', 'in_the_future'],
  ['closed_at of an open ticket', { closed_at: inDays(-1) }, 'closed_at', 'not_allowed'],
  ['snoozed without snoozed_until', { status: 'snoozed' }, 'snoozed_until', 'required'],
  ['snoozed until the past', { status: 'snoozed', snoozed_until: inDays(-1) }, 'snoozed_until', 'in_the_past'],
  ['snoozed_until of an open ticket', { snoozed_until: inDays(1) }, 'snoozed_until', 'not_allowed'],
  ['an upload twice', { attachments: ['7', '8', '7'] }, 'attachments.2', 'duplicate'],
  ['a year nobody can mean', { opened_at: '0000-01-01T00:00:00Z' }, 'opened_at', 'out_of_range'],
])('400 %s', async (_name, fields, path, code) => {
  const desk = await lodge.desk()
  const answer = await lodge.call(desk.token, 'POST', '/v1/tickets', { ...least, ...fields })
  expect(answer.status).toBe(400)
  expect(answer.json).toMatchObject({ code: 'invalid_body', errors: [{ path, code }] })
  const { json } = await lodge.call(desk.token, 'GET', '/v1/tickets')
  expect(json.data).toEqual([])
})

test.each([
  ['closed', { status: 'closed', opened_at: inDays(-3), closed_at: inDays(-2) }],
  ['closed, opened at no known time', { status: 'closed', closed_at: inDays(-2) }],
  ['resolved', { status: 'resolved', closed_at: inDays(0) }],
  ['snoozed', { status: 'snoozed', snoozed_until: inDays(2) }],
])('201 %s, and reads back the same', async (_name, fields) => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, fields)
  expect((await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.number}`)).json).toEqual(ticket)
})

test('400 an upload that is taken, or whose id is none', async () => {
  const desk = await lodge.desk()
  const file = await upload(lodge, desk, 'a.png')
  await fileTicket(lodge, desk, { attachments: [file] })
  for (const id of [file, 'abc', '5']) {
    const answer = await lodge.call(desk.token, 'POST', '/v1/tickets', { ...least, attachments: [id] })
    expect([answer.status, answer.json.code]).toEqual([400, 'attachment_not_found'])
  }
})

test('202 for a blocked requester fits its schema', async () => {
  const desk = await lodge.desk()
  await lodge.store.db.insertInto('blocklist').values({ desk_id: desk.id, value: 'example.com' }).execute()
  const answer = await lodge.call(desk.token, 'POST', '/v1/tickets', least)
  expect([answer.status, answer.json]).toEqual([202, { accepted: true }])
})
