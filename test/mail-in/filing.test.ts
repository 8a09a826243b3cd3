import { expect, test } from 'vitest'
import { readIntakeDesk } from '../../src/channels/mail/file/desk.ts'
import { openMail } from '../../src/channels/mail/file/open-mail.ts'
import { waitingMails } from '../../src/core/inbound-mail/waiting.ts'
import { until } from '../support/feed.ts'
import { MAIL_OPERATOR } from '../support/lodge.ts'
import { PIXEL } from '../support/pixel.ts'
import { storedFiles } from '../support/uploads.ts'
import { fails, SUPPORT, useDeskMail, write } from './desk-mail.ts'

const mail = useDeskMail()

const reply = (number: number, text: string) => mail.post(`/v1/tickets/${number}/messages`, { body: text })
/** The addresses that answers to a ticket's mails come to: what the last answer's Reply-To says. */
const answered = async (number: number, text = 'Is it on?') => {
  const server = await mail.server()
  await mail.start(server)
  await reply(number, text)
  await until(async () => server.received.some(({ parsed }) => parsed.text?.includes(text)))
  const sent = server.received.find(({ parsed }) => parsed.text?.includes(text))?.parsed
  return {
    server,
    id: sent?.messageId ?? '',
    replyTo: sent?.replyTo?.value[0]?.address ?? '',
    subject: sent?.subject ?? '',
    references: [sent?.references ?? []].flat(),
  }
}
const authors = (ticket: { messages: { author: { kind: string; name: string }; text: string }[] }) =>
  ticket.messages.map(({ author, text }) => [author.kind, author.name, text.trim()])

test('a mail becomes a ticket of who wrote it, with its files, who is copied in, and where it came', async () => {
  const department = (await mail.post('/v1/departments', { name: 'Printers' })).json
  await mail.lodge.call(mail.desk().token, 'PATCH', `/v1/mailboxes/${mail.mailbox()}`, { department: 'Printers' })
  const body = `--b
Content-Type: text/html; charset=utf-8

<p>It does <b>not</b> print.<img src="cid:shot@x"><script>alert(1)</script></p>
--b
Content-Type: application/octet-stream; name="shot.exe"
Content-ID: <shot@x>
Content-Disposition: inline; filename="shot.exe"
Content-Transfer-Encoding: base64

${PIXEL}
--b--`
  const mime = { type: 'multipart/related; boundary=b', body }
  const id = await mail.arrive({ cc: `Bob <bob@example.com>, ${SUPPORT}`, mime })
  expect(await mail.decided()).toMatchObject([{ state: 'filed', cause: null, attempts: 0 }])
  const ticket = await mail.ticket(1)
  expect(ticket).toMatchObject({
    subject: 'Printer',
    channel: 'email',
    source: SUPPORT,
    department: { id: department.id },
    requester: { email: 'ann@example.com', name: 'Ann' },
    requester_verified: true,
    participants: [{ role: 'cc', email: 'bob@example.com', name: 'Bob' }],
  })
  const [message] = ticket.messages
  const [file] = message.attachments
  expect(file).toMatchObject({ name: 'shot.exe', media_type: 'image/png', size: 70 })
  expect(message.html).toBe(`<p>It does <b>not</b> print.<img src="/v1/attachments/${file.id}" /></p>`)
  expect(message.email).toMatchObject({
    message_id: id,
    from: { address: 'ann@example.com', name: 'Ann' },
    sender: { address: 'ann@example.com', rule: 'from' },
    verified: 'pass',
    authentication: {
      source: 'lodge',
      spf: { result: 'pass', domain: 'example.com' },
      dkim: { result: 'pass', domain: 'example.com' },
      dmarc: { result: 'pass', domain: 'example.com' },
      arc: { result: 'none', domain: null },
    },
    matched_by: null,
    follow_up_of: null,
    folded: false,
    damage: [],
  })
  expect((await mail.get(`/v1/inbound-mails/${message.email.inbound_mail_id}`)).json.ticket_id).toBe(ticket.id)
  expect((await mail.get(`/v1/attachments/${file.id}`)).status).toBe(200)
})

test('an answer joins by the reply address, is folded, opens what was resolved, and its quote can be asked for', async () => {
  await mail.arrive({})
  await mail.decided()
  const { replyTo, id } = await answered(1)
  await mail.lodge.call(mail.desk().token, 'PATCH', '/v1/tickets/1', { status: 'resolved' })
  const text = 'Yes, it is.\n\nOn Fri, May 1, 2026 at 10:00 AM Support <support@acme.example> wrote:\n> Is it on?\n'
  // Of a domain that publishes nothing, by a program that keeps nothing but the address.
  await mail.arrive({ to: replyTo, subject: 'whatever', text }, { verdict: null })
  expect((await mail.decided()).map(({ state }) => state)).toEqual(['filed', 'joined'])
  const ticket = await mail.ticket(1)
  expect(ticket).toMatchObject({ status: 'open', message_count: 3 })
  const last = ticket.messages.at(-1)
  expect(last).toMatchObject({
    author: { kind: 'contact', name: 'Ann' },
    text: 'Yes, it is.',
    email: { matched_by: 'reply_address', verified: 'none', folded: true },
  })
  const whole = (await mail.get(`/v1/tickets/1/messages/${last.id}`)).json
  expect(whole.quoted.text).toContain('> Is it on?')
  expect(whole.quoted.text).toContain('wrote:')
  expect(id).toContain('@acme.example')
})

test.each([
  ['our Message-ID in In-Reply-To', ({ id }: { id: string }) => ({ headers: { 'In-Reply-To': id } }), 'in_reply_to'],
  [
    'any of ours in References, rewritten by the program',
    ({ id }: { id: string }) => ({ headers: { References: `<x@y.example>\r\n ${id}\r\n <z@y.example>` } }),
    'references',
  ],
  [
    'the signed number in the subject',
    ({ subject }: { subject: string }) => ({ subject: `AW: ${subject}` }),
    'subject',
  ],
])(
  'by %s only who takes part joins, and only vouched for; others get a ticket that says so',
  async (_way, given, clue) => {
    await mail.arrive({ cc: 'bob@example.com' })
    await mail.decided()
    const sent = await answered(1)
    await mail.arrive({ ...given(sent), text: 'one' })
    await mail.arrive({ ...given(sent), text: 'two', from: 'Bob <bob@example.com>' })
    await mail.arrive({ ...given(sent), text: 'three', from: 'Eve <eve@evil.example>' })
    await mail.arrive({ ...given(sent), text: 'four' }, { verdict: null })
    await mail.arrive({ ...given(sent), text: 'five' }, { verdict: fails })
    await mail.decided()
    expect(authors(await mail.ticket(1))).toEqual([
      ['contact', 'Ann', 'It does not print.'],
      ['agent', 'test', 'Is it on?'],
      ['contact', 'Ann', 'one'],
      ['contact', 'Bob', 'two'],
    ])
    const others = await Promise.all([2, 3, 4].map(mail.ticket))
    const { id, number } = await mail.ticket(1)
    for (const { messages } of others) {
      expect(messages[0].email).toMatchObject({ matched_by: clue, follow_up_of: { id, number, certain: false } })
    }
    const shown = others.map(({ requester, requester_verified, messages }) => [
      messages[0].text,
      requester.email,
      requester_verified,
    ])
    expect(shown.toSorted()).toEqual([
      ['five', 'ann@example.com', false],
      ['four', 'ann@example.com', false],
      ['three', 'eve@evil.example', true],
    ])
  },
)

test('who is copied in later gets what is sent from then on, and writes as themselves', async () => {
  await mail.arrive({})
  await mail.decided()
  const { server, replyTo } = await answered(1)
  await mail.arrive({ to: replyTo, cc: 'Cara <cara@example.com>', text: 'Cara knows more.' })
  await mail.decided()
  expect((await mail.ticket(1)).participants).toMatchObject([{ role: 'cc', email: 'cara@example.com', name: 'Cara' }])
  expect(server.received.filter(({ to }) => to[0] === 'cara@example.com')).toEqual([])
  await reply(1, 'Hello Cara')
  await until(async () => server.received.some(({ to }) => to[0] === 'cara@example.com'))
  await mail.arrive({ from: 'Cara <cara@example.com>', to: replyTo, text: 'I do.' })
  await mail.decided()
  expect(authors(await mail.ticket(1)).at(-1)).toEqual(['contact', 'Cara', 'I do.'])
})

test('who was asked something answers as themselves, and does not take part for it', async () => {
  await mail.arrive({})
  await mail.decided()
  const server = await mail.server()
  await mail.start(server)
  await mail.post('/v1/tickets/1/messages', { body: 'Is it in stock?', to: ['supplier@example.com'] })
  await until(async () => server.received.some(({ to }) => to[0] === 'supplier@example.com'))
  const replyTo = server.received[0]?.parsed.replyTo?.value[0]?.address ?? ''
  await mail.arrive({ from: 'Sam <supplier@example.com>', to: replyTo, text: 'It is.' })
  await mail.decided()
  const ticket = await mail.ticket(1)
  expect(authors(ticket).at(-1)).toEqual(['contact', 'Sam', 'It is.'])
  expect(ticket.participants).toEqual([])
})

test('a member answers by mail: to the customer where it is theirs, to the team on a note, and never in anybody else’s hand', async () => {
  const kim = (await mail.post('/v1/members', { email: 'kim@acme.example', name: 'Kim Berg', role: 'agent' })).json
  await mail.arrive({})
  await mail.decided()
  const server = await mail.server()
  await mail.start(server)
  await mail.post('/v1/tickets/1/messages', { body: '@kim@acme.example can you look?', public: false })
  await until(async () => server.received.some(({ parsed }) => parsed.text?.includes('can you look')))
  const notice = server.received.find(({ parsed }) => parsed.text?.includes('can you look'))?.parsed
  const replyTo = notice?.replyTo?.value[0]?.address ?? ''
  const from = 'Kim <kim@acme.example>'
  await mail.arrive({ from, to: replyTo, headers: { 'In-Reply-To': notice?.messageId ?? '' }, text: 'I will.' })
  await mail.decided()
  await mail.arrive({ from, to: replyTo, text: 'Have you tried turning it off?' })
  await mail.arrive({ from, to: replyTo, text: 'Send me your password' }, { verdict: null })
  const mails = await mail.decided()
  expect(mails.at(-1)).toMatchObject({ state: 'quarantined', cause: 'unverified' })
  const { messages } = await mail.ticket(1)
  expect(messages.slice(-2)).toMatchObject([
    { author: { kind: 'agent', id: kim.id, name: 'Kim Berg' }, public: false, text: 'I will.' },
    { author: { kind: 'agent', id: kim.id }, public: true, text: 'Have you tried turning it off?' },
  ])
  await until(async () => server.received.some(({ parsed }) => parsed.text?.includes('turning it off')))
  const answer = server.received.find(({ parsed }) => parsed.text?.includes('turning it off'))
  expect(answer?.to).toEqual(['ann@example.com'])
  expect(JSON.stringify(server.received.map(({ parsed }) => parsed.text))).not.toContain('password')
})

test('the same mail by two mailboxes and once more is one message; the same Message-ID that says something else is another', async () => {
  const sales = (await mail.post('/v1/mailboxes', { name: 'Sales', address: 'sales@acme.example' })).json.id
  const given = { id: '<same@clients.example>', to: `${SUPPORT}, sales@acme.example` }
  await mail.arrive(given)
  await mail.arrive({ ...given, headers: { Received: 'from a by b' } }, { mailbox: sales })
  await mail.arrive({ ...given, headers: { Received: 'from a by c' } })
  await mail.arrive({ ...given, text: 'A scanner gives all its mails one id.' })
  const states = (await mail.decided()).map(({ state, cause }) => [state, cause].filter(Boolean).join(' '))
  expect(states.toSorted()).toEqual(['filed', 'filed', 'noted duplicate', 'noted duplicate'])
  expect((await mail.get('/v1/tickets')).json.data).toHaveLength(2)
})

test('an answer to what was closed long ago opens a ticket that follows it', async () => {
  await mail.arrive({})
  await mail.decided()
  const { replyTo } = await answered(1)
  const closed = { status: 'closed' }
  await mail.lodge.call(mail.desk().token, 'PATCH', '/v1/tickets/1', closed)
  await mail.arrive({ to: replyTo, text: 'Again!' })
  await mail.decided()
  expect(await mail.ticket(1)).toMatchObject({ status: 'open', message_count: 3 })
  await mail.lodge.call(mail.desk().token, 'PATCH', '/v1/tickets/1', closed)
  const set = await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/intake', { reopen_days: 0 })
  expect(set.json).toEqual({ reopen_days: 0, sender_hourly: 60, subject_patterns: [], remote_images: 'block' })
  await mail.arrive({ to: replyTo, text: 'And again!' })
  await mail.decided()
  expect(await mail.ticket(1)).toMatchObject({ status: 'closed', message_count: 3 })
  const { id } = await mail.ticket(1)
  expect((await mail.ticket(2)).messages[0].email.follow_up_of).toEqual({ id, number: 1, certain: true })
})

test('subjects mean a type, a priority and tags where the desk says so', async () => {
  await mail.post('/v1/ticket-types', { name: 'Bug' })
  const subject_patterns = [
    { mark: { bracket: 'Bug' }, type: 'Bug', tags: ['bug'] },
    { mark: { bracket: 'Major' }, priority: 'high' },
    { mark: { prefix: 'Gone' }, type: 'No such type' },
  ]
  await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/intake', { subject_patterns })
  await mail.arrive({ subject: '[Bug] [Major] It burns' })
  await mail.decided()
  expect(await mail.ticket(1)).toMatchObject({ type: { name: 'Bug' }, priority: 'high', tags: ['bug'] })
  await mail.arrive({ subject: 'Gone: still' })
  await mail.decided()
  expect(await mail.ticket(2)).toMatchObject({ type: { name: 'Question' } })
})

test('a form’s notification is the customer’s, unverified, and the rule says why; a forward of a member is verified', async () => {
  await mail.post('/v1/members', { email: 'kim@acme.example', name: 'Kim', role: 'agent' })
  const text = 'Name: Dana\nFrom: Dana <dana@example.com>\nMessage: please call'
  await mail.arrive({ from: 'Forms <noreply@forms.example>', subject: 'New submission', text })
  const forward = [
    'please handle',
    '',
    '---------- Forwarded message ---------',
    'From: Eli <eli@example.com>',
    'Date: Fri, May 1, 2026 at 9:00 AM',
    'Subject: My order',
    'To: <kim@acme.example>',
    '',
    'Where is it?',
  ].join('\n')
  await mail.arrive({ from: 'Kim <kim@acme.example>', subject: 'Fwd: My order', text: forward })
  await mail.decided()
  const tickets = await Promise.all([1, 2].map(mail.ticket))
  const by = (email: string) => tickets.find(({ requester }) => requester.email === email)
  expect(by('dana@example.com')).toMatchObject({
    requester_verified: false,
    messages: [{ email: { sender: { rule: 'body_from' }, from: { address: 'noreply@forms.example' } } }],
  })
  expect(by('eli@example.com')).toMatchObject({
    subject: 'My order',
    requester_verified: true,
    messages: [{ text: 'Where is it?', email: { sender: { rule: 'agent_forward' }, forward_note: 'please handle' } }],
  })
})

test('an address nobody vouches for does not reach a contact with an external id', async () => {
  const known = { external_id: 'u1', email: 'ann@example.com', name: 'Ann' }
  await mail.post('/v1/tickets', { requester: known, subject: 'From the app' })
  await mail.arrive({}, { verdict: fails })
  await mail.arrive({})
  await mail.decided()
  const tickets = await Promise.all([1, 2, 3].map(mail.ticket))
  const shown = tickets.map(({ requester_verified, requester }) => [requester_verified, requester.external_id])
  expect(shown.toSorted()).toEqual([
    [false, null],
    [true, 'u1'],
    [true, 'u1'],
  ])
})

test('a mail that takes too long to read is given up without a trace, and read another time', async () => {
  await mail.stopFiling()
  const { lodge } = mail.lodge
  const attachment = `Content-Type: application/octet-stream; name="a.bin"\n\n${`${'x'.repeat(70)}\n`.repeat(40_000)}`
  await mail.arrive({ mime: { type: 'multipart/mixed; boundary=b', body: `--b\n\nHello\n--b\n${attachment}--b--` } })
  const files = storedFiles(mail.lodge).length
  const desk = await readIntakeDesk(lodge, MAIL_OPERATOR, mail.desk().id)
  const mailbox = desk?.mailboxes.get(mail.mailbox())
  const [row] = await waitingMails(lodge, mail.desk().id, null, 1)
  if (!desk || !mailbox || !row) throw new Error('the mail is not there')
  await expect(openMail(lodge, desk, mailbox, row, 1)).rejects.toThrow('took longer than 1 ms')
  await until(async () => storedFiles(mail.lodge).length === files)
  await mail.startFiling()
  expect(await mail.decided()).toMatchObject([{ state: 'filed' }])
})

test('two desks that one mail is for have a ticket each', async () => {
  const other = await mail.lodge.desk()
  const box = { name: 'In', address: SUPPORT }
  const theirs = (await mail.lodge.call(other.token, 'POST', '/v1/mailboxes', box)).json.id
  const given = write({})
  await mail.arrive(given.raw)
  await mail.arrive(given.raw, { desk: other.id, mailbox: theirs })
  await mail.decided()
  await until(async () => (await mail.lodge.call(other.token, 'GET', '/v1/tickets')).json.data.length === 1)
  expect((await mail.get('/v1/tickets')).json.data).toHaveLength(1)
})
