import { expect, test } from 'vitest'
import { readUntil, until } from '../support/feed.ts'
import { fails, SUPPORT, useDeskMail } from './desk-mail.ts'

const mail = useDeskMail()

/** A ticket of Ann's with an answer that went out, by an SMTP server of the test's own. */
const conversation = async () => {
  await mail.arrive({})
  await mail.decided()
  const server = await mail.server()
  await mail.start(server)
  const message = (await mail.post('/v1/tickets/1/messages', { body: 'Is it on?' })).json
  // Other tests' desks are told what they were not told yet; beside the answer goes the acknowledgement.
  const received = () => server.received.filter(({ parsed }) => parsed.headers.get('x-lodge-loop') === mail.desk().id)
  await until(async () => received().length === 2)
  const sent = received().find(({ parsed }) => parsed.text?.includes('Is it on?'))
  return { received, message, id: sent?.parsed.messageId ?? '', replyTo: sent?.parsed.replyTo?.value[0]?.address ?? '' }
}
const events = async (type: string, count = 1) =>
  (await readUntil(mail.lodge, mail.desk(), count, '', `&types=${type}`)).data.map(({ data }) => data)

const report = (id: string, recipient: string, status: string, action = 'failed') => ({
  from: 'Mail Delivery System <mailer-daemon@mx.example.com>',
  subject: 'Undelivered Mail Returned to Sender',
  headers: { 'Auto-Submitted': 'auto-replied' },
  mime: {
    type: 'multipart/report; report-type=delivery-status; boundary=b',
    body: `--b
Content-Type: text/plain

I could not deliver your mail.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; ${recipient}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} no such user

--b
Content-Type: message/rfc822

From: ${SUPPORT}
To: ${recipient}
Message-ID: ${id}
Subject: Re: Printer

Is it on?
--b--`,
  },
})

test('an absence note is told of the ticket and changes nothing on it; one that answers nothing is counted', async () => {
  const { replyTo } = await conversation()
  const before = await mail.ticket(1)
  const headers = { 'Auto-Submitted': 'auto-replied' }
  await mail.arrive({ to: replyTo, subject: 'Out of office', headers, text: 'Back on Monday.' })
  await mail.arrive({ subject: 'Out of office', headers, text: 'Back on Tuesday.' })
  const mails = await mail.decided()
  expect(mails.slice(1)).toMatchObject([
    { state: 'noted', cause: 'auto_reply', ticket_id: before.id },
    { state: 'noted', cause: 'auto_reply', ticket_id: null },
  ])
  expect(await mail.ticket(1)).toEqual(before)
  const [told] = await events('mail.auto_reply')
  expect(told).toMatchObject({ ticket: { id: before.id }, from: 'ann@example.com', text: 'Back on Monday.' })
  const released = await mail.lodge.call(mail.desk().token, 'POST', `/v1/inbound-mails/${mails.at(-1).id}/release`)
  expect(released.status).toBe(202)
  expect((await mail.decided()).at(-1)).toMatchObject({ state: 'filed' })
})

test('what does not arrive marks the message and the address, which gets no more mail until it is let in again', async () => {
  const { received, message, id } = await conversation()
  await mail.arrive(report(id, 'ann@example.com', '4.2.2'), { envelopeFrom: '' })
  await mail.arrive(report(id, 'ann@example.com', '5.1.1'), { envelopeFrom: '' })
  const mails = await mail.decided()
  expect(mails.slice(1)).toMatchObject([
    { state: 'noted', cause: 'bounce' },
    { state: 'noted', cause: 'bounce' },
  ])
  const shown = (await mail.get(`/v1/tickets/1/messages/${message.id}`)).json
  expect(shown.undelivered).toMatchObject([
    { address: 'ann@example.com', kind: 'soft', status: '4.2.2' },
    { address: 'ann@example.com', kind: 'hard', status: '5.1.1' },
  ])
  expect((await mail.get('/v1/mail/suppressions')).json.data).toMatchObject([
    { address: 'ann@example.com', reason: 'bounce' },
  ])
  const before = received().length
  await mail.post('/v1/tickets/1/messages', { body: 'Hello?' })
  await mail.planned()
  const path = '/v1/mail/suppressions/ann@example.com'
  expect((await mail.lodge.call(mail.desk().token, 'DELETE', path)).status).toBe(200)
  expect((await mail.lodge.call(mail.desk().token, 'DELETE', path)).status).toBe(404)
  await mail.post('/v1/tickets/1/messages', { body: 'Hello again' })
  await until(async () => received().length > before)
  expect(
    received()
      .slice(before)
      .map(({ parsed }) => parsed.text?.includes('Hello again')),
  ).toEqual([true])
})

test('a bounce that is made up silences nobody', async () => {
  const { id } = await conversation()
  await mail.arrive(report('<1.abc@acme.example>', 'ann@example.com', '5.1.1'))
  await mail.post('/v1/tickets', { requester: { email: 'bob@example.com' }, subject: 'x' })
  await mail.arrive(report(id, 'ann@example.com', '5.0.0', 'delayed'))
  await mail.decided()
  const listed = (await mail.get('/v1/mail/suppressions')).json.data.map(({ address }: { address: string }) => address)
  expect(listed).not.toContain('bob@example.com')
  expect((await mail.get('/v1/inbound-mails?cause=bounce')).json.data.at(-1).reason).toContain('no mail of ours')
})

test('who calls a mail spam gets none but answers', async () => {
  const { received, id } = await conversation()
  const body = `--b
Content-Type: text/plain

This is an abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Yahoo/1
Version: 1
Original-Rcpt-To: ann@example.com

--b
Content-Type: message/rfc822

From: ${SUPPORT}
Message-ID: ${id}

Is it on?
--b--`
  const type = 'multipart/report; report-type=feedback-report; boundary=b'
  await mail.arrive({ from: 'fbl@yahoo.example', subject: 'abuse', mime: { type, body } })
  expect((await mail.decided()).at(-1)).toMatchObject({ state: 'noted', cause: 'complaint' })
  expect((await mail.get('/v1/mail/suppressions')).json.data).toMatchObject([{ reason: 'complaint' }])
  await mail.post('/v1/tickets/1/messages', { body: 'Sorry' })
  await until(async () => received().some(({ parsed }) => parsed.text?.includes('Sorry')))
  const count = received().length
  await mail.lodge.call(mail.desk().token, 'PATCH', '/v1/tickets/1', { status: 'resolved' })
  await mail.planned()
  expect(received()).toHaveLength(count)
})

test('spam is kept back, seen by its cause, and taken in by one call', async () => {
  await mail.arrive({ headers: { 'X-Spam-Flag': 'YES', 'X-Spam-Status': 'Yes, score=9.1 required=5.0' } })
  const [kept] = await mail.decided()
  expect(kept).toMatchObject({ state: 'quarantined', cause: 'spam', ticket_id: null })
  expect(await events('inbound_mail.quarantined')).toMatchObject([{ inbound_mail: { id: kept.id, cause: 'spam' } }])
  expect((await mail.get('/v1/inbound-mails?cause=spam')).json.data).toMatchObject([{ id: kept.id }])
  const release = () => mail.lodge.call(mail.desk().token, 'POST', `/v1/inbound-mails/${kept.id}/release`)
  expect(await release()).toMatchObject({ status: 202, json: { state: 'stored', cause: null } })
  expect(await mail.decided()).toMatchObject([{ state: 'filed' }])
  expect(await release()).toMatchObject({ status: 409, json: { code: 'inbound_mail_not_quarantined' } })
})

test('who is on the blocklist is kept back, also on a ticket, until they are off it', async () => {
  const { replyTo } = await conversation()
  await mail.lodge.call(mail.desk().token, 'PUT', '/v1/blocklist', { value: 'example.com' })
  await mail.arrive({ to: replyTo, text: 'Yes' })
  const kept = (await mail.decided()).at(-1)
  expect(kept).toMatchObject({ state: 'quarantined', cause: 'blocked' })
  await mail.lodge.call(mail.desk().token, 'DELETE', '/v1/blocklist/example.com')
  await mail.post(`/v1/inbound-mails/${kept.id}/release`)
  expect((await mail.decided()).at(-1)).toMatchObject({ state: 'joined' })
})

test('what the desk ignores is counted and makes no ticket; it is taken in by one call', async () => {
  await mail.arrive({})
  await mail.decided()
  await mail.post('/v1/ignored-mail', { kind: 'sender', value: 'robot.example' })
  await mail.post('/v1/ignored-mail', { kind: 'subject', value: 'Weekly report*' })
  await mail.arrive({ from: 'Cron <cron@robot.example>' })
  await mail.arrive({ subject: 'WEEKLY  report: 100%' })
  await mail.arrive({ from: 'robot@example.com', subject: 'Re: Weekly report' })
  const mails = await mail.decided()
  expect(mails.map(({ state, cause }) => `${state} ${cause}`)).toEqual([
    'filed null',
    'noted ignored',
    'noted ignored',
    'filed null',
  ])
  expect((await mail.get('/v1/inbound-mails?cause=ignored')).json.data).toHaveLength(2)
  expect((await mail.get(`/v1/mailboxes/${mail.mailbox()}`)).json.status).toMatchObject({ noted: 2, filed: 2 })
  await mail.post(`/v1/inbound-mails/${mails[1].id}/release`)
  expect((await mail.decided())[1]).toMatchObject({ state: 'filed', cause: null })
})

test('what fails the checks is kept back where the mailbox says so; released, it is taken for its sender’s own', async () => {
  const box = `/v1/mailboxes/${mail.mailbox()}`
  await mail.lodge.call(mail.desk().token, 'PATCH', box, { unverified: 'quarantine' })
  await mail.arrive({}, { verdict: fails })
  const [kept] = await mail.decided()
  expect(kept).toMatchObject({ state: 'quarantined', cause: 'unverified' })
  await mail.post(`/v1/inbound-mails/${kept.id}/release`)
  expect(await mail.decided()).toMatchObject([{ state: 'filed' }])
  expect(await mail.ticket(1)).toMatchObject({ requester_verified: false, messages: [{ email: { verified: 'fail' } }] })
})

test('too many mails of one sender are kept back', async () => {
  await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/intake', { sender_hourly: 2 })
  for (const text of ['one', 'two', 'three']) await mail.arrive({ text })
  expect((await mail.decided()).map(({ cause }) => cause)).toEqual([null, null, 'rate'])
})

test('our own mail that comes back, and one from our own address, become no ticket', async () => {
  const { id } = await conversation()
  await mail.arrive({ id, from: `Support <${SUPPORT}>`, text: 'Is it on?' })
  await mail.arrive({ headers: { 'X-Lodge-Loop': mail.desk().id } })
  await mail.arrive({ from: `Support <${SUPPORT}>`, text: 'Hello me' })
  expect((await mail.decided()).slice(1).map(({ state, cause }) => `${state} ${cause}`)).toEqual([
    'noted own',
    'noted own',
    'quarantined own_address',
  ])
  expect((await mail.get('/v1/tickets')).json.data).toHaveLength(1)
})

test('only who is vouched for, and no program, is told that their mail has arrived; twice in an hour at most', async () => {
  const server = await mail.server()
  await mail.start(server)
  await mail.arrive({ from: 'eve@evil.example', text: 'b' }, { verdict: null })
  await mail.arrive({ from: 'noreply@shop.example', text: 'c' })
  await mail.arrive({ from: 'list@list.example', headers: { 'List-Id': '<l.list.example>' }, text: 'd' })
  await mail.decided()
  for (const text of ['a', 'e', 'f']) {
    await mail.arrive({ from: 'ann@example.com', subject: `From Ann: ${text}`, text })
    await mail.decided()
  }
  await mail.planned()
  const told = await mail.mails('acknowledgement', 2)
  expect(told.map(({ to }) => to.address)).toEqual(['ann@example.com', 'ann@example.com'])
  const ack = server.received.find(({ parsed }) => parsed.headers.get('x-lodge-loop') === mail.desk().id)
  expect(ack?.parsed.subject).toMatch(/^\[#\d-[a-z2-7]{10}\] Test desk: we have received your request$/)
  expect(ack?.parsed.headers.get('auto-submitted')).toBe('auto-replied')
})
