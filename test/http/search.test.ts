import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, addMember, fileTicket, upload } from '../support/tickets.ts'

const lodge = useLodge()
let jobs: Awaited<ReturnType<typeof startJobs>>
beforeAll(async () => {
  jobs = await startJobs(lodge.lodge)
})
afterAll(() => jobs.stop())

type NewTicket = {
  subject: string
  body?: string
  name?: string
  email?: string
  external_id?: string
  tags?: string[]
}

const make = async (desk: TestDesk, { name, email = 'ann@example.com', external_id, ...ticket }: NewTicket) => {
  const made = await lodge.call(desk.token, 'POST', '/v1/tickets', {
    requester: { name, email, external_id },
    ...ticket,
  })
  expect(made.status).toBe(201)
  return made.json
}

const search = (desk: TestDesk, q: string, more = '') =>
  lodge.call(desk.token, 'GET', `/v1/search?q=${encodeURIComponent(q)}${more}`)

/** Until the index has as many messages of a desk. */
const indexed = (desk: TestDesk, count: number) =>
  until(async () => {
    const found = await lodge.store.pool.query('select from search_doc where desk_id = $1', [desk.id])
    return found.rowCount === count
  })

/** A desk with these tickets, indexed. */
const deskWith = async (...tickets: NewTicket[]): Promise<TestDesk> => {
  const desk = await lodge.desk()
  for (const ticket of tickets) await make(desk, ticket)
  await indexed(desk, tickets.length)
  return desk
}

const subjects = (answer: Awaited<ReturnType<typeof search>>): string[] => {
  expect(answer.status).toBe(200)
  return answer.json.data.map((found: { ticket: { subject: string } }) => found.ticket.subject)
}

test('200 finds by subject, body, requester and tag, all words together', async () => {
  const desk = await deskWith(
    { subject: 'Refund', body: 'Where is my money?', name: 'Ann Miller', tags: ['vip'] },
    {
      subject: 'Login',
      body: 'I want a refund of my time',
      name: 'Bob Stone',
      email: 'bob@stone.example',
      external_id: 'crm-77',
    },
  )
  expect(subjects(await search(desk, 'refund')).sort()).toEqual(['Login', 'Refund'])
  expect(subjects(await search(desk, 'refund money'))).toEqual(['Refund'])
  expect(subjects(await search(desk, 'REFUND stone'))).toEqual(['Login'])
  expect(subjects(await search(desk, 'ann miller'))).toEqual(['Refund'])
  expect(subjects(await search(desk, 'bob@stone.example'))).toEqual(['Login'])
  expect(subjects(await search(desk, 'crm-77'))).toEqual(['Login'])
  expect(subjects(await search(desk, 'vip'))).toEqual(['Refund'])
  expect(subjects(await search(desk, 'refund elephant'))).toEqual([])
})

test('200 the answer has the ticket as it is now and where the words are', async () => {
  const desk = await deskWith({ subject: 'Cannot pay', body: 'My card was declined twice', name: 'Ann' })
  const answer = await search(desk, 'card')
  expect(answer.json).toMatchObject({
    data: [
      {
        ticket: {
          number: 1,
          subject: 'Cannot pay',
          status: 'open',
          priority: 'normal',
          requester: { email: 'ann@example.com', name: 'Ann' },
        },
        highlights: { subject: 'Cannot pay', text: 'My <mark>card</mark> was declined twice' },
        message_id: expect.stringMatching(/^\d+$/),
      },
    ],
    next_cursor: null,
  })
})

test('200 a phrase in quotes is found as it stands', async () => {
  const desk = await deskWith(
    { subject: 'One', body: 'I cannot log in today' },
    { subject: 'Two', body: 'The log says that I am in' },
  )
  expect(subjects(await search(desk, '"log in"'))).toEqual(['One'])
  expect(subjects(await search(desk, 'log in')).sort()).toEqual(['One', 'Two'])
  expect(subjects(await search(desk, 'todya'))).toEqual(['One'])
  expect(subjects(await search(desk, '"todya"'))).toEqual([])
})

test('200 a number finds its ticket, before those that mention it', async () => {
  const desk = await deskWith({ subject: 'First' }, { subject: 'Second' }, { subject: 'About order 2' })
  expect(subjects(await search(desk, '#2'))).toEqual(['Second'])
  expect(subjects(await search(desk, '2'))).toEqual(['Second', 'About order 2'])
  expect(subjects(await search(desk, '#99'))).toEqual([])
})

test('200 a mistyped word finds what was meant, and says so', async () => {
  const desk = await deskWith({ subject: 'Forgot my password' }, { subject: 'An invoice for accommodation' })
  for (const typed of ['pasword', 'passwrod', 'passsword', 'pessword']) {
    const answer = await search(desk, `my ${typed}`)
    expect(subjects(answer)).toEqual(['Forgot my password'])
    expect(answer.json.corrected).toBe('my password')
    expect(answer.json.data[0].highlights.subject).toBe('Forgot <mark>my</mark> <mark>password</mark>')
  }
  expect((await search(desk, 'acommodtion')).json.corrected).toBe('accommodation')
  expect((await search(desk, 'invoice')).json.corrected).toBeUndefined()
})

test('200 the last word may be only begun', async () => {
  const desk = await deskWith({ subject: 'Forgot my password' }, { subject: 'Passengers' })
  expect(subjects(await search(desk, 'my pass'))).toEqual(['Forgot my password'])
  expect(subjects(await search(desk, 'pass')).sort()).toEqual(['Forgot my password', 'Passengers'])
})

test('200 Hebrew', async () => {
  const desk = await deskWith({ subject: 'שכחתי את הסיסמה', body: 'לא מצליח להיכנס לחשבון שלי', name: 'דנה כהן' })
  expect(subjects(await search(desk, 'הסיסמה'))).toHaveLength(1)
  expect(subjects(await search(desk, 'דנה לחשבון'))).toHaveLength(1)
  const answer = await search(desk, 'הסיסמא')
  expect(answer.json.data[0].highlights.subject).toBe('שכחתי את <mark>הסיסמה</mark>')
  expect(answer.json.corrected).toBe('הסיסמה')
})

test('200 Portuguese, with and without its accents', async () => {
  const desk = await deskWith({ subject: 'Não consigo acessar', body: 'A fatura não está disponível, São Paulo' })
  for (const q of ['não', 'nao', 'NÃO', 'sao paulo', 'disponivel', 'São']) {
    expect(subjects(await search(desk, q)), q).toHaveLength(1)
  }
  expect((await search(desk, 'nao')).json.data[0].highlights.subject).toBe('<mark>Não</mark> consigo acessar')
})

test('200 what was written is shown as text, never as markup', async () => {
  const desk = await deskWith({
    subject: '<script>alert(1)</script> & "more"',
    body: 'see <img src=x onerror=alert(2)>',
  })
  const answer = await search(desk, 'script onerror')
  expect(answer.json.data[0].highlights).toEqual({
    subject: '&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt; &amp; &quot;more&quot;',
    text: 'see &lt;img src=x <mark>onerror</mark>=alert(2)&gt;',
  })
})

test('200 page by page, every ticket once', async () => {
  const tickets = Array.from({ length: 25 }, (_, n) => ({ subject: `Refund ${n}`, body: 'please' }))
  const desk = await deskWith(...tickets)
  const seen: string[] = []
  let cursor = ''
  do {
    const answer = await search(desk, 'refund', `&limit=10${cursor}`)
    seen.push(...subjects(answer))
    cursor = answer.json.next_cursor ? `&cursor=${answer.json.next_cursor}` : ''
  } while (cursor)
  expect(seen.sort()).toEqual(tickets.map((ticket) => ticket.subject).sort())
})

test('200 beyond the newest two hundred, and no ticket again for its older messages', async () => {
  const desk = await lodge.desk()
  const ticket = await make(desk, { subject: 'Long', body: 'talk' })
  const { messages, ...head } = ticket
  const client = await lodge.store.pool.connect()
  const say = (ticket: object) =>
    client.query(
      `insert into event (desk_id, id, type, actor_kind, data, created_at)
       values ($1, $2, 'message.created', 'system', $3, now())`,
      [
        desk.id,
        lodge.store.nextId(),
        JSON.stringify({ ticket, message: { ...messages[0], id: lodge.store.nextId() } }),
      ],
    )
  for (let n = 0; n < 250; n++) await say(head)
  client.release()
  for (let n = 0; n < 3; n++) await make(desk, { subject: `Short ${n}`, body: 'talk' })
  await indexed(desk, 254)
  // Its messages of the log alone are in no table, so only its first is shown.
  await lodge.store.pool.query(
    `insert into message (desk_id, ticket_id, id, author_kind, is_public, format, text, created_at)
     select desk_id, $2, message_id, 'system', true, 'text', 'talk', now()
     from search_doc where desk_id = $1 on conflict do nothing`,
    [desk.id, ticket.id],
  )
  const seen: string[] = []
  let cursor = ''
  do {
    const answer = await search(desk, 'talk', `&limit=2${cursor}`)
    seen.push(...subjects(answer))
    cursor = answer.json.next_cursor ? `&cursor=${answer.json.next_cursor}` : ''
  } while (cursor)
  expect(seen.sort()).toEqual(['Long', 'Short 0', 'Short 1', 'Short 2'])
})

test('200 a changed subject, a new message, another name are found, what was before no longer', async () => {
  const desk = await lodge.desk()
  const { id, requester } = await make(desk, { subject: 'Refund', body: 'please', name: 'Ann Miller' })
  const found = (q: string, count = 1) => until(async () => subjects(await search(desk, q)).length === count)
  await found('refund')

  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { subject: 'Invoice', tags: ['vip'] })
  await found('invoice vip please')
  expect(subjects(await search(desk, 'refund'))).toEqual([])

  const note = await lodge.call(desk.token, 'POST', `/v1/tickets/${id}/messages`, {
    body: 'An elephant',
    public: false,
  })
  expect(note.status).toBe(201)
  await found('elephant miller')

  await lodge.call(desk.token, 'PATCH', `/v1/contacts/${requester.id}`, { name: 'Ann Stone' })
  await found('stone invoice elephant')
  expect(subjects(await search(desk, 'miller'))).toEqual([])
})

test('200 tickets of a merged contact are found by who they are now', async () => {
  const desk = await lodge.desk()
  const old = await make(desk, { subject: 'Refund', name: 'A. Miller', email: 'old@example.com' })
  const kept = await make(desk, { subject: 'Invoice', name: 'Ann Stone', email: 'new@example.com' })
  await indexed(desk, 2)
  const merged = await lodge.call(desk.token, 'POST', `/v1/contacts/${old.requester.id}/merge`, {
    into: kept.requester.id,
  })
  expect(merged.status).toBe(200)
  await until(async () => subjects(await search(desk, 'stone refund')).length === 1)
  expect(subjects(await search(desk, 'miller'))).toEqual([])
})

test('200 another desk’s tickets are not found', async () => {
  const [desk, other] = [await deskWith({ subject: 'Secret elephant' }), await lodge.desk()]
  expect(subjects(await search(other, 'elephant'))).toEqual([])
  expect(subjects(await search(other, '#1'))).toEqual([])
  expect(subjects(await search(desk, 'elephant'))).toHaveLength(1)
})

test('200 nothing but punctuation finds nothing', async () => {
  const desk = await deskWith({ subject: 'Hello' })
  for (const q of ['?!', '""', "'", '&', ':*', '!hello|', '<->', '\\']) {
    expect((await search(desk, q)).status, q).toBe(200)
  }
  expect(subjects(await search(desk, '?!'))).toEqual([])
})

test.each([
  ['q=', 'q', 'too_short'],
  [`q=${'x'.repeat(201)}`, 'q', 'too_long'],
  ['q=a&limit=0', 'limit', 'too_small'],
  ['q=a&cursor=bm8', 'cursor', 'invalid_cursor'],
  ['', 'q', 'required'],
])('400 %s', async (query, path, code) => {
  const desk = await lodge.desk()
  const answer = await lodge.call(desk.token, 'GET', `/v1/search?${query}`)
  expect(answer.status).toBe(400)
  expect(answer.json.errors).toMatchObject([{ path, code }])
})

test('403 without the scope', async () => {
  const token = await lodge.token(await lodge.desk(), ['events:read'])
  expect((await lodge.call(token, 'GET', '/v1/search?q=a')).status).toBe(403)
})

test('200 operators narrow what words find, and list without words', async () => {
  const desk = await lodge.desk()
  const kim = await addMember(lodge, desk, 'Kim')
  const care = await addDepartment(lodge, desk, 'Customer Care')
  const file = (fields: object) => fileTicket(lodge, desk, fields)
  const bob = { requester: { email: 'bob@stone.example', name: 'Bob Stone' } }
  const one = await file({ subject: 'Refund one', tags: ['vip'], priority: 'high', assignee: kim })
  const two = await file({ ...bob, subject: 'Refund two', body: 'an invoice', department: care })
  await file({ ...bob, subject: 'Login', status: 'pending', attachments: [await upload(lodge, desk, 'a.png')] })
  await indexed(desk, 3)
  const of = async (q: string) => subjects(await search(desk, q)).toSorted()
  const all = ['Login', 'Refund one', 'Refund two']
  expect(await of('refund tag:vip')).toEqual(['Refund one'])
  expect(await of('refund -tag:VIP')).toEqual(['Refund two'])
  expect(await of('refund -invoice')).toEqual(['Refund one'])
  expect(await of('refund department:"customer care"')).toEqual(['Refund two'])
  expect(await of(`department:${care}`)).toEqual(['Refund two'])
  expect(await of('status:open,pending')).toEqual(all)
  expect(await of('status:pending')).toEqual(['Login'])
  expect(await of('-status:pending priority:high,normal')).toEqual(['Refund one', 'Refund two'])
  for (const name of ['Kim', 'kim@staff.example', kim]) expect(await of(`assignee:${name}`)).toEqual(['Refund one'])
  expect(await of('is:unassigned')).toEqual(['Login', 'Refund two'])
  expect(await of('is:assigned refund')).toEqual(['Refund one'])
  expect(await of('assignee:me')).toEqual([])
  expect(await of('from:bob@stone.example')).toEqual(['Login', 'Refund two'])
  expect(await of('from:stone refund')).toEqual(['Refund two'])
  expect(await of('has:attachment')).toEqual(['Login'])
  expect(await of('before:2026-01-01')).toEqual([])
  expect(await of('after:2026-01-01 -from:bob')).toEqual(['Refund one'])
  expect(await of('-refund')).toEqual(['Login'])
  await lodge.call(desk.token, 'PUT', `/v1/tickets/${one.id}/read-mark`, { read: true })
  expect(await of('is:unread')).toEqual(['Login', 'Refund two'])
  await lodge.call(desk.token, 'POST', `/v1/tickets/${two.id}/merge`, { into: one.id })
  const merged = await search(desk, 'two is:merged')
  expect(merged.json.data).toMatchObject([
    {
      ticket: { id: two.id, merged_into: { id: one.id, number: one.number } },
      highlights: { subject: 'Refund <mark>two</mark>' },
    },
  ])
  const pages: string[] = []
  for (let cursor = ''; ; ) {
    const page = await search(desk, 'status:open,pending,closed', `&limit=1${cursor && `&cursor=${cursor}`}`)
    pages.push(...subjects(page))
    if (page.json.next_cursor === null) break
    cursor = page.json.next_cursor
  }
  expect(pages).toEqual(['Login', 'Refund two', 'Refund one'])
  // A mistyped word is mended, and not what an operator says.
  expect((await search(desk, 'tag:vip refnud')).json.corrected).toBe('tag:vip refund')
})

test('400 a value that an operator does not have, with what is allowed', async () => {
  const desk = await lodge.desk()
  for (const [q, allowed] of [
    ['status:new', 'q has status:new, which must be one of open, pending, snoozed, resolved, closed, spam.'],
    ['priority:', 'q has priority:, which must be one of low, normal, high, urgent.'],
    ['is:red', 'q has is:red, which must be one of unread, assigned, unassigned, merged.'],
    ['has:cheese', 'q has has:cheese, which must be attachment.'],
    ['assignee:nobody', 'q has assignee:nobody, which must be me, none, or the name, address or id of a member.'],
    ['department:Moon', 'q has department:Moon, which must be the id or name of a department of this desk.'],
    ['before:2026-02-31', 'q has before:2026-02-31, which must be a date as 2026-01-31, or a moment as'],
  ] as const) {
    const answer = await search(desk, q)
    expectProblem(answer, 400, 'invalid_query', 'q')
    expect(answer.json.detail).toContain(allowed)
  }
})

test('never 500, whatever is typed', async () => {
  const desk = await deskWith({ subject: 'Refund', body: 'open' })
  const piece = fc.oneof(
    fc.constantFrom(
      'status:',
      'assignee:',
      'from:',
      'tag:',
      'before:',
      'after:',
      'is:',
      'department:',
      'has:',
      '-',
      '"',
    ),
    fc.constantFrom(
      ' ',
      'open',
      'refund',
      "'",
      '\\',
      '%',
      '\0',
      '2026-01-01',
      '9999-12-31T23:59:59Z',
      '99999999999999999999',
    ),
    fc.string({ maxLength: 5, unit: 'binary' }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
      const text = pieces.join('').toWellFormed().slice(0, 100)
      fc.pre(text !== '')
      const answer = await search(desk, text.toWellFormed())
      expect([text, answer.status === 200 || answer.status === 400]).toEqual([text, true])
    }),
    { numRuns: 150 },
  )
})
