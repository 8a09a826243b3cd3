import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { forgetMail, purgeOldDeliveries } from '../../src/jobs/housekeeping.ts'
import { newTicket } from '../support/feed.ts'
import { expectProblem } from '../support/refusals.ts'
import { useMail } from './support.ts'

const mail = useMail()

test('without a mail server, mail is caught: shown as such, as it would have gone', async () => {
  await mail.start()
  const ticket = (await newTicket(mail.lodge, mail.desk(), 'I cannot log in')).json
  const [entry, ...more] = await mail.mails('acknowledgement', 1)
  expect(more).toEqual([])
  expect(entry).toMatchObject({
    state: 'caught',
    to: { address: 'ann@example.com', name: 'Ann' },
    subject: expect.stringMatching(/^\[#1-[a-z2-7]{10}\] Test desk: we have received your request$/),
    ticket_id: ticket.id,
    attempts: 1,
    reason: null,
  })
  const read = (await mail.get(`/v1/outbox/${entry.id}`)).json
  expect(read).toMatchObject({ id: entry.id, state: 'caught', attachments: [] })
  expect(read.text).toContain('Its number is 1.')
  expect(read.html).toContain('Its number is 1.')
  expect(read.headers).toContainEqual({ name: 'Message-ID', value: entry.message_id })
  const parsed = await simpleParser(read.raw)
  expect([parsed.subject, parsed.messageId, parsed.text?.trim()]).toEqual([
    entry.subject,
    entry.message_id,
    read.text.trim(),
  ])
})

test('the outbox is paged, the newest first, and filtered by ticket, kind, state and recipient', async () => {
  await mail.start()
  for (const name of ['ann', 'bob', 'cem']) {
    await mail.post('/v1/tickets', { requester: { email: `${name}@example.com` }, subject: 'Help' })
  }
  await mail.mails('acknowledgement', 3)
  const first = (await mail.get('/v1/outbox?limit=2')).json
  const second = (await mail.get(`/v1/outbox?limit=2&cursor=${first.next_cursor}`)).json
  const all = [...first.data, ...second.data]
  expect(all.map(({ to }) => to.address)).toEqual(['cem@example.com', 'bob@example.com', 'ann@example.com'])
  expect(second.next_cursor).toBe(null)
  const bobs = all[1]
  for (const query of [
    `ticket_id=${bobs.ticket_id}`,
    'to=BOB@example.com',
    'to=bob@example.com&kind=acknowledgement&state=caught',
  ]) {
    expect((await mail.get(`/v1/outbox?${query}`)).json.data).toEqual([bobs])
  }
  expect((await mail.get('/v1/outbox?kind=survey')).json.data).toEqual([])
  expect((await mail.get('/v1/outbox?state=sent')).json.data).toEqual([])
})

test('a mail goes with its delivery after 90 days; a younger one stays', async () => {
  await mail.start()
  await mail.post('/v1/tickets', { requester: { email: 'ann@example.com' }, subject: 'Old' })
  await mail.mails('acknowledgement', 1)
  await mail.post('/v1/tickets', { requester: { email: 'bob@example.com' }, subject: 'Young' })
  const [young, old] = await mail.mails('acknowledgement', 2)
  const { pool } = mail.lodge.store
  const housekeeping = async () => {
    await purgeOldDeliveries.run(mail.lodge.lodge, {})
    await forgetMail.run(mail.lodge.lodge, {})
  }
  await pool.query(
    `insert into mail_resent (desk_id, delivery_id) select desk_id, id from delivery where desk_id = $1`,
    [mail.desk().id],
  )
  await pool.query(`update delivery set created_at = now() - interval '89 days' where id = any ($1::bigint[])`, [
    [old.id, young.id],
  ])
  await housekeeping()
  expect((await mail.get('/v1/outbox')).json.data).toHaveLength(2)
  await pool.query(`update delivery set created_at = now() - interval '91 days' where id = $1`, [old.id])
  await housekeeping()
  expectProblem(await mail.get(`/v1/outbox/${old.id}`), 404, 'mail_not_found')
  expect((await mail.get(`/v1/outbox/${young.id}`)).json.state).toBe('caught')
  const resent = await pool.query('select delivery_id from mail_resent where desk_id = $1', [mail.desk().id])
  expect(resent.rows).toEqual([{ delivery_id: young.id }])
})

test('404 a mail that there is not, 403 without the scope admin', async () => {
  expectProblem(await mail.get('/v1/outbox/1'), 404, 'mail_not_found')
  const token = await mail.lodge.token(mail.desk(), ['tickets:read', 'settings:read'])
  expectProblem(await mail.lodge.call(token, 'GET', '/v1/outbox'), 403, 'insufficient_scope')
})
