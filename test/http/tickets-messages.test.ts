import { expect, test } from 'vitest'
import { createCredential } from '../../src/core/credentials/create.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addMember, eventsOf, fileTicket, upload } from '../support/tickets.ts'

const lodge = useLodge()
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** A desk with a ticket, and how to write to and read it. */
const start = async (fields: object = {}) => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, fields)
  const post = (body: unknown, headers = {}, token = desk.token) =>
    lodge.call(token, 'POST', `/v1/tickets/${ticket.number}/messages`, body, headers)
  const read = async () => (await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}`)).json
  return { desk, ticket, post, read }
}

test('201 answers the message, and where it is', async () => {
  const { desk, ticket, post, read } = await start()
  const answer = await post({ body: '**Try** again', body_format: 'markdown' })
  expect(answer.status, answer.text).toBe(201)
  expect(answer.json).toMatchObject({
    author: { kind: 'agent', id: null, name: 'test' },
    public: true,
    format: 'markdown',
    text: 'Try again',
    html: '<p><strong>Try</strong> again</p>\n',
    markdown: '**Try** again',
    attachments: [],
  })
  expect(answer.headers.location).toBe(`/v1/tickets/${ticket.id}/messages/${answer.json.id}`)
  expect((await lodge.call(desk.token, 'GET', String(answer.headers.location))).json).toEqual(answer.json)
  const after = await read()
  expect(after.messages).toEqual([ticket.messages[0], answer.json])
  const at = answer.json.created_at
  expect(after).toMatchObject({ message_count: 2, last_message_at: at, updated_at: at, first_response_at: at })
})

test('201 one event, with the ticket after, the message, and what changed', async () => {
  const { desk, post, read } = await start()
  const answer = await post({ body: 'Done', status: 'resolved' })
  const { messages, sla, links, ...ticket } = await read()
  const at = answer.json.created_at
  expect(await eventsOf(lodge, desk, 'message.created')).toEqual([
    {
      ticket,
      message: answer.json,
      changes: {
        status: { from: 'open', to: 'resolved' },
        resolved_at: { from: null, to: at },
        first_response_at: { from: null, to: at },
      },
    },
  ])
  expect(await eventsOf(lodge, desk, 'ticket.updated')).toEqual([])
})

test('201 a member’s token writes as that member', async () => {
  const { desk, post, read } = await start()
  const bo = await addMember(lodge, desk, 'Bo')
  const { secret } = await createCredential(lodge.store, {
    deskId: desk.id,
    kind: 'token',
    name: 'Bo’s laptop',
    scopes: ['tickets:write'],
    departmentId: null,
    memberId: bo as MemberId, // the member made above
    expiresAt: null,
  })
  const author = { kind: 'agent', id: bo, name: 'Bo' }
  expect((await post({ body: 'Hello' }, {}, secret)).json.author).toEqual(author)
  expect((await read()).messages[1].author).toEqual(author)
})

test('201 only an agent’s first public message is the first response', async () => {
  const { post, read } = await start()
  await post({ body: 'A note', public: false })
  await post({ body: 'Hello?', author: 'requester' })
  expect((await read()).first_response_at).toBe(null)
  const first = await post({ body: 'Hello!' })
  await post({ body: 'Anything else?' })
  const after = await read()
  expect(after).toMatchObject({ first_response_at: first.json.created_at, message_count: 5, status: 'open' })
  expect(after.messages.map((message: { public: boolean }) => message.public)).toEqual([true, false, true, true, true])
})

test.each([
  ['pending', { status: 'pending' }],
  ['snoozed', { status: 'snoozed', snoozed_until: inDays(1) }],
  ['resolved', { status: 'resolved' }],
  ['closed', { status: 'closed', closed_at: inDays(-1) }],
])('201 the requester’s message opens a ticket that is %s', async (status, fields) => {
  const { ticket, post, read } = await start(fields)
  await post({ body: 'From us' })
  expect((await read()).status).toBe(status)
  const answer = await post({ body: 'Me again', author: 'requester' })
  expect(answer.json.author).toEqual({ kind: 'contact', id: ticket.requester.id, name: 'Ann' })
  expect(await read()).toMatchObject({ status: 'open', snoozed_until: null, resolved_at: null, closed_at: null })
})

test('201 the requester’s message leaves spam where it is, and a status that is given goes first', async () => {
  const spam = await start({ status: 'spam' })
  await spam.post({ body: 'Buy', author: 'requester' })
  expect((await spam.read()).status).toBe('spam')
  const { post, read } = await start({ status: 'pending' })
  await post({ body: 'Thanks, done', author: 'requester', status: 'closed' })
  expect((await read()).status).toBe('closed')
})

test('201 replies and snoozes', async () => {
  const { post, read } = await start()
  const until = inDays(1)
  expect((await post({ body: 'Back soon', status: 'snoozed', snoozed_until: until })).status).toBe(201)
  expect(await read()).toMatchObject({ status: 'snoozed', snoozed_until: until })
})

test('201 takes uploads, each once', async () => {
  const { desk, post, read } = await start()
  const files = [await upload(lodge, desk, 'a.png'), await upload(lodge, desk, 'b.png')]
  const answer = await post({ body: 'See these', attachments: files })
  expect(answer.json.attachments.map((file: { id: string }) => file.id)).toEqual(files)
  expect((await read()).messages[1]).toEqual(answer.json)
  const again = await post({ body: 'See these', attachments: [files[0]] })
  expect([again.status, again.json.code]).toEqual([400, 'attachment_not_found'])
})

test('one of two messages at once gets an upload, the other is refused and leaves nothing', async () => {
  const { desk, post, read } = await start()
  const file = await upload(lodge, desk, 'a.png')
  const answers = await Promise.all([1, 2, 3].map((n) => post({ body: `m${n}`, attachments: [file] })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400])
  expect((await read()).message_count).toBe(2)
})

test('messages at once are all counted', async () => {
  const { post, read } = await start({ tags: ['busy'] })
  const answers = await Promise.all(Array.from({ length: 25 }, (_, n) => post({ body: `m${n}` })))
  expect(answers.map(({ status }) => status)).toEqual(Array(25).fill(201))
  const after = await read()
  expect(after.message_count).toBe(26)
  expect(after.messages).toHaveLength(26)
})

test('html is made harmless before it is stored', async () => {
  const { post, read } = await start()
  await post({ body: '<p onclick="x()">Hi<script>alert(1)</script></p>', body_format: 'html' })
  expect((await read()).messages[1]).toMatchObject({ html: '<p>Hi</p>', text: 'Hi' })
})

test.each([
  ['no body', {}, 'body', 'required'],
  ['an empty body', { body: '' }, 'body', 'too_short'],
  ['too long a body', { body: 'x'.repeat(50_001) }, 'body', 'too_long'],
  ['an unknown format', { body: 'x', body_format: 'rtf' }, 'body_format', 'not_allowed'],
  ['an unknown author', { body: 'x', author: 'ai' }, 'author', 'not_allowed'],
  ['an unknown field', { body: 'x', subject: 'y' }, 'subject', 'unknown_field'],
  ['snoozed without a moment', { body: 'x', status: 'snoozed' }, 'snoozed_until', 'required'],
  ['an upload twice', { body: 'x', attachments: ['1', '1'] }, 'attachments.1', 'duplicate'],
])('400 %s', async (_name, body, path, code) => {
  const { ticket, post, read } = await start()
  const answer = await post(body)
  expect(answer.status).toBe(400)
  expect(answer.json).toMatchObject({ code: 'invalid_body', errors: [{ path, code }] })
  expect(await read()).toEqual(ticket)
})

test('400 for an upload that is another desk’s, unknown or malformed', async () => {
  const { post } = await start()
  const foreign = await upload(lodge, await lodge.desk(), 'a.png')
  for (const id of [foreign, '12', 'abc', '']) {
    expect((await post({ body: 'x', attachments: [id] })).json.code).toBe('attachment_not_found')
  }
})

test('404 for a message of another ticket', async () => {
  const { desk, ticket } = await start()
  const other = await fileTicket(lodge, desk)
  const answer = await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}/messages/${other.messages[0].id}`)
  expect([answer.status, answer.json.code]).toEqual([404, 'message_not_found'])
})

test('a repeated message is made once, another body under its key is a 409', async () => {
  const { desk, post, read } = await start()
  const key = { 'idempotency-key': 'k1' }
  const [first, again] = await Promise.all([post({ body: 'Once' }, key), post({ body: 'Once' }, key)])
  expect(again?.json).toEqual(first?.json)
  const third = await post({ body: 'Once' }, key)
  expect(third).toMatchObject({ status: 201, json: first?.json, headers: { 'idempotency-replayed': 'true' } })
  expect((await post({ body: 'Twice' }, key)).status).toBe(409)
  expect((await read()).message_count).toBe(2)
  expect(await eventsOf(lodge, desk, 'message.created')).toHaveLength(1)
})

test('201 `to` is whom this message is for, and nobody else: nobody takes part by it, and it says whom it was for', async () => {
  const participants = [
    { role: 'cc', email: 'bob@example.com', name: 'Bob' },
    { role: 'bcc', email: 'eve@example.com' },
    { role: 'follower', email: 'kim@example.com' },
  ]
  const { desk, ticket, post, read } = await start({ participants })
  const usual = await post({ body: 'To all', cc: ['cat@example.com'] })
  expect(usual.json.recipients).toEqual({
    to: [{ email: 'ann@example.com', name: 'Ann' }],
    cc: [
      { email: 'bob@example.com', name: 'Bob' },
      { email: 'cat@example.com', name: '' },
    ],
    bcc: [
      { email: 'eve@example.com', name: '' },
      { email: 'kim@example.com', name: '' },
    ],
  })
  const body = { to: ['Supplier@Example.com', 'bob@example.com'], cc: ['bob@example.com', 'dan@example.com'] }
  const aside = await post({ body: 'Is it in stock?', ...body })
  expect(aside.json.recipients).toEqual({
    to: [
      { email: 'supplier@example.com', name: '' },
      { email: 'bob@example.com', name: 'Bob' },
    ],
    cc: [{ email: 'dan@example.com', name: '' }],
    bcc: [],
  })
  expect((await post({ body: 'By them', author: 'requester' })).json.recipients).toBeUndefined()
  const after = await read()
  expect(after.participants).toHaveLength(4)
  expect(after.messages.slice(1, 3)).toEqual([usual.json, aside.json])
  expect((await eventsOf(lodge, desk, 'message.created'))[1].message).toEqual(aside.json)
  for (const more of [{ public: false }, { author: 'requester' }]) {
    expectProblem(await post({ body: 'x', to: ['a@example.com'], ...more }), 400, 'invalid_body', 'to')
  }
  const later = await post({ body: 'Later', to: ['a@example.com'], send_at: inDays(1) })
  expect(later.json.scheduled_message).toMatchObject({ to: ['a@example.com'], cc: [] })
  await lodge.call(desk.token, 'DELETE', `/v1/scheduled-messages/${later.json.scheduled_message.id}`)
  const draft = await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}/draft`)
  expect(draft.json).toMatchObject({ body: 'Later', to: ['a@example.com'] })
})
