import { beforeAll, describe, expect, test } from 'vitest'
import { readUntil } from '../../support/feed.ts'
import { useLodge } from '../../support/lodge.ts'
import { startReceiver } from '../../support/receiver.ts'
import { addMember, eventsOf, fileTicket } from '../../support/tickets.ts'
import { CLIENT, type GlassixDesk, glassixOf } from './support.ts'

const lodge = useLodge()
const glassix = glassixOf(lodge)

let desk: GlassixDesk
beforeAll(async () => {
  desk = await glassix.desk()
})

const call = (method: string, path: string, body?: unknown, on = desk) => glassix.call(on, method, path, body)
const create = async (body: object = {}, on = desk) => {
  const made = await call('POST', 'tickets/create', { field1: 'Help', participants: [CLIENT], ...body }, on)
  expect(made.status, made.text).toBe(200)
  return made.json
}
const get = async (id: number, on = desk) => (await call('GET', `tickets/get/${id}`, undefined, on)).json
const read = async (id: number) => (await lodge.call(desk.token, 'GET', `/v1/tickets/${id}`)).json

describe('GET /tickets/get/{id}', () => {
  test('the ticket with its transactions, the oldest first', async () => {
    const { id } = await create()
    const sent = (await call('POST', `tickets/send/${id}`, { text: 'Hello!' })).json
    await lodge.call(desk.token, 'POST', `/v1/tickets/${id}/messages`, { body: 'Hi', author: 'requester' })
    const ticket = await get(id)
    expect(ticket.transactions).toHaveLength(2)
    expect(ticket.transactions[0]).toEqual(sent)
    expect(ticket.transactions[1]).toMatchObject({
      type: 'Message',
      text: 'Hi',
      fromProtocolType: 'Mail',
      fromParticipant: { type: 'Client', identifier: CLIENT.identifier },
    })
    expect(ticket).toMatchObject({ transactionsCount: 2, agentMessagesCount: 1, customerMessagesCount: 1 })
  })

  test('a ticket that came another way is read as well', async () => {
    const department = desk.departmentId
    const filed = await fileTicket(lodge, desk, { department, participants: [{ email: 'bo@example.com', name: 'Bo' }] })
    const ticket = await get(filed.number)
    expect(ticket).toMatchObject({ field1: 'I cannot log in', isIncoming: true, primaryProtocolType: 'Mail' })
    expect(ticket.participants.map(({ identifier }: { identifier: string }) => identifier)).toEqual([
      'ann@example.com',
      'bo@example.com',
      '00000000-0000-0000-0000-000000000000',
    ])
  })

  test('404 for a number nobody has, another desk’s, or too large a one; 400 for what is no number', async () => {
    const other = await glassix.desk()
    for (let n = 0; n < 60; n++) await create({}, other)
    for (const id of ['59', '0', '2147483648', '249819413262368770']) {
      expect(await call('GET', `tickets/get/${id}`)).toMatchObject({
        status: 404,
        json: { message: 'There is no such ticket.' },
      })
    }
    expect(await call('GET', 'tickets/get/abc')).toMatchObject({
      status: 400,
      json: { message: 'ticketId must be a whole number.' },
    })
  })

  /** Each endpoint of one ticket, with what it takes. */
  const ENDPOINTS: [string, string, unknown][] = [
    ['GET', 'tickets/get', undefined],
    ['POST', 'tickets/send', { text: 'x' }],
    ['PUT', 'tickets/setstate', {}],
    ['PUT', 'tickets/setfields', { field1: 'x' }],
    ['PUT', 'tickets/setparticipantname', { id: 1, name: 'x' }],
    ['PUT', 'tickets/setowner', {}],
    ['PUT', 'tickets/assignavailableuser', {}],
    ['PUT', 'tickets/setdepartment', { departmentId: '11111111-1111-4111-8111-111111111111' }],
    ['POST', 'tickets/addtags', ['a']],
    ['DELETE', 'tickets/removetag', undefined],
    ['POST', 'tickets/addnote', { text: 'x' }],
    ['POST', 'tickets/setsummary', { summary: 'x' }],
    ['DELETE', 'tickets/scramble', undefined],
    ['POST', 'tickets/pdf', {}],
    ['POST', 'tickets/html', {}],
    ['POST', 'tickets/generatesurveylink', { surveyId: 1, participantId: 1 }],
    ['POST', 'interactivedocuments/send', {}],
    ['POST', 'phonecalls/started', {}],
    ['POST', 'phonecalls/ended', {}],
    ['POST', 'phonecalls/audiolink', {}],
  ]
  const QUERY = 'nextState=Closed&nextOwnerUserName=dana@staff.example&tag=a'
  const refuse = async (number: number, status: number, message: string) => {
    for (const [method, path, body] of ENDPOINTS) {
      const refused = await call(method, `${path}/${number}?${QUERY}`, body)
      expect([path, refused.status, refused.json]).toEqual([path, status, { message }])
    }
  }

  test('403 on every endpoint for a ticket of another department', async () => {
    const filed = await fileTicket(lodge, desk)
    await refuse(filed.number, 403, 'This is not in the department that the access token is for.')
  })

  test('404 on every endpoint for a ticket that only another desk has, which stays as it is', async () => {
    const paths = lodge.app.routeTable
      .filter(({ url, method }) => url.startsWith('/api/v1.2/') && url.endsWith('/:ticketId') && method !== 'HEAD')
      .map(({ url }) => url.replace('/api/v1.2/', '').replace('/:ticketId', ''))
    expect(ENDPOINTS.map(([, path]) => path).toSorted()).toEqual(paths.toSorted())
    const other = await glassix.desk()
    const [{ id }] = (await Promise.all(Array.from({ length: 60 }, () => create({}, other)))).toSorted(
      (a, b) => b.id - a.id,
    )
    await refuse(id, 404, 'There is no such ticket.')
    expect(await get(id, other)).toMatchObject({ state: 'Open', field1: 'Help', transactions: [], isScrambled: false })
  })
})

describe('GET /tickets/list', () => {
  const list = (query: string, on = desk) => call('GET', `tickets/list?${query}`, undefined, on)
  const two = (value: number) => String(value).padStart(2, '0')
  const format = (date: Date) =>
    `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}:00`
  const lately = () => {
    const [since, until] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)]
    return `since=${encodeURIComponent(format(since))}&until=${encodeURIComponent(format(until))}`
  }
  const fields = (answer: { json: { tickets: { field1: string }[] } }) =>
    answer.json.tickets.map(({ field1 }) => field1)

  test('tickets without transactions; ASC, the default, is from the newest to the oldest', async () => {
    const on = await glassix.desk()
    for (const field1 of ['one', 'two', 'three']) await create({ field1 }, on)
    const newest = await list(lately(), on)
    expect(newest.status, newest.text).toBe(200)
    expect(newest.json.tickets[0]).not.toHaveProperty('transactions')
    expect(newest.json.paging).toEqual({})
    for (const order of ['', '&sortOrder=ASC', '&sortOrder=Ascending']) {
      expect(fields(await list(lately() + order, on))).toEqual(['three', 'two', 'one'])
    }
    for (const order of ['&sortOrder=DESC', '&sortOrder=Descending', '&sortOrder=desc']) {
      expect(fields(await list(lately() + order, on))).toEqual(['one', 'two', 'three'])
    }
  })

  test('a ticket of a list is the one that is read, but for its transactions', async () => {
    const on = await glassix.desk()
    const transactions = [{ text: 'Hello' }, { text: 'Hi', fromParticipant: { type: 'User' } }]
    const spoken = await create({ transactions }, on)
    const { uri } = await upload('a.txt', 'file', on)
    await call('POST', `tickets/send/${spoken.id}`, { text: 'Look', files: [uri] }, on)
    await call('POST', `tickets/addnote/${spoken.id}`, { text: 'Among us' }, on)
    await create({}, on)
    const merged = await create({ transactions: [{ text: 'Once more' }] }, on)
    await lodge.call(on.token, 'POST', `/v1/tickets/${merged.id}/merge`, { into: String(spoken.id) })
    const { tickets } = (await list(lately(), on)).json
    expect(tickets).toHaveLength(3)
    for (const ticket of tickets) {
      const { transactions: _, ...read } = await get(ticket.id, on)
      expect(ticket).toEqual(read)
    }
    expect(tickets.at(-1)).toMatchObject({ customerMessagesCount: 2, agentMediaCount: 1, isIncoming: true })
    expect(tickets.at(-1)).toMatchObject({ agentMessagesCount: 2, transactionsCount: 5 })
  })

  test('ticketState: states with commas between, in any case', async () => {
    const on = await glassix.desk()
    for (const state of ['Open', 'Pending', 'Snoozed']) await create({ field1: state, state }, on)
    await create({ field1: 'Closed', state: 'Closed', close: new Date().toISOString() }, on)
    expect(fields(await list(`${lately()}&ticketState=Closed,open`, on)).toSorted()).toEqual(['Closed', 'Open'])
    expect(fields(await list(`${lately()}&ticketState=Snoozed`, on))).toEqual(['Snoozed'])
    expect(fields(await list(`${lately()}&ticketState=Undefined`, on))).toHaveLength(4)
  })

  test('a ticket is in range by when it was opened, closed, or last active', async () => {
    const on = await glassix.desk()
    await create({ state: 'Closed', open: '2026-02-03T10:00:00Z', close: '2026-05-06T10:00:00Z' }, on)
    const at = async (day: string) => fields(await list(`since=${day} 00:00:00:00&until=${day} 23:59:59:99`, on)).length
    expect([await at('03/02/2026'), await at('06/05/2026'), await at('04/02/2026')]).toEqual([1, 1, 0])
    expect(fields(await list(lately(), on))).toHaveLength(1)
  })

  test('100 a page; next is an absolute URL on the caller’s own host, the first query again beside its page or not', async () => {
    const on = await glassix.desk()
    await Promise.all(Array.from({ length: 203 }, () => create({}, on)))
    const host = `${on.slug}.localhost:4000`
    const seen: number[] = []
    let url = `/api/v1.2/tickets/list?${lately()}`
    let pages = 0
    for (let next: string | undefined = url; next; pages++) {
      const answer = await lodge.call(on.accessToken, 'GET', url, undefined, { host })
      expect(answer.status, answer.text).toBe(200)
      seen.push(...answer.json.tickets.map(({ id }: { id: number }) => id))
      next = answer.json.paging.next
      if (next) {
        expect(next).toMatch(new RegExp(`^http://${host}/api/v1\\.2/tickets/list\\?page=[\\w-]+$`))
        url = next.slice(`http://${host}`.length) + (pages === 0 ? `&${lately()}&sortOrder=DESC` : '')
      }
    }
    expect(pages).toBe(3)
    expect(new Set(seen).size).toBe(203)
    expect(seen).toEqual(seen.toSorted((a, b) => b - a))
  })

  test('400 for a page of another desk, one that is older than 24 hours, or none', async () => {
    const on = await glassix.desk()
    const sealed = (deskId: string, until: number) => {
      const listing = { since: '2026-01-01', until: '2026-01-02', statuses: null, newestFirst: true, after: null }
      const page = lodge.lodge.secrets.seal({ deskId, purpose: 'glassix/page' }, JSON.stringify([listing, until]))
      return page.toString('base64url')
    }
    expect((await list(`page=${sealed(on.id, Date.now() + 1_000)}`, on)).status).toBe(200)
    for (const page of [sealed(on.id, Date.now() - 1), sealed(desk.id, Date.now() + 60_000), 'x', '']) {
      const refused = await list(`page=${page}`, on)
      expect([refused.status, refused.json]).toEqual([400, { message: 'page is unknown, or older than 24 hours.' }])
    }
  })

  test.each([
    ['until=01/01/2026 00:00:00:00', 'since'],
    ['since=01/01/2026 00:00:00:00', 'until'],
    ['since=2026-01-01&until=01/01/2026 00:00:00:00', 'since'],
    ['since=31/02/2026 00:00:00:00&until=01/03/2026 00:00:00:00', 'since'],
    ['since=01/01/2026 00:00:00:00&until=01/01/2026 25:00:00:00', 'until'],
    ['since=02/01/2026 00:00:00:00&until=01/01/2026 00:00:00:00', 'until'],
    ['since=01/01/2026 00:00:00:00&until=01/02/2026 00:00:00:01', 'until'],
    ['since=31/01/2026 00:00:00:00&until=01/03/2026 00:00:00:00', 'until'],
    ['since=01/01/2026 00:00:00:00&until=01/02/2026 00:00:00:00&sortOrder=up', 'sortOrder'],
    ['since=01/01/2026 00:00:00:00&until=01/02/2026 00:00:00:00&ticketState=Open,Lost', 'ticketState'],
  ])('400 for %s', async (query, field) => {
    const refused = await list(query)
    expect(refused.status).toBe(400)
    expect(refused.json.message.startsWith(`${field} `), refused.json.message).toBe(true)
  })

  test('a whole calendar month is not too long, whatever its days', async () => {
    for (const query of [
      'since=01/01/2026 00:00:00:00&until=01/02/2026 00:00:00:00',
      'since=31/01/2026 00:00:00&until=28/02/2026 00:00:00',
    ]) {
      expect((await list(query)).status).toBe(200)
    }
  })
})

describe('POST /tickets/send/{id}', () => {
  test('text: a transaction by the token’s user', async () => {
    const { id } = await create({ uniqueArgument: 'crm-1' })
    const sent = await call('POST', `tickets/send/${id}`, { text: 'Hello!' })
    expect([sent.status, sent.json]).toEqual([
      200,
      {
        guidTransactionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        id: expect.any(Number),
        dateTime: expect.stringMatching(/Z$/),
        fromProtocolType: 'Web',
        type: 'Message',
        text: 'Hello!',
        html: null,
        status: 'Delivered',
        fromParticipant: expect.objectContaining({ type: 'User', userName: 'dana@staff.example' }),
        attachments: [],
        payload: null,
        uniqueArgument: 'crm-1',
      },
    ])
    expect(Number.isSafeInteger(sent.json.id)).toBe(true)
    const [message] = (await read(id)).messages.slice(1)
    expect(message.author).toMatchObject({ kind: 'agent', id: desk.memberId })
  })

  test('html is kept and sanitised; quickReplies and templates are lines of the message', async () => {
    const { id } = await create()
    const html = await call('POST', `tickets/send/${id}`, { html: '<b>Hi</b><script>x</script>', text: null })
    expect(html.json).toMatchObject({ html: expect.stringContaining('<b>Hi</b>'), text: 'Hi' })
    expect(html.text).not.toContain('script')
    const rich = await call('POST', `tickets/send/${id}`, {
      text: 'Which one?',
      quickReplies: [{ title: 'Red' }, { title: 'Blue', imageUrl: null }],
      templates: [
        { title: 'Shoes', subtitle: 'New', buttons: [{ title: 'Buy', type: 'web_url', uri: 'https://a.example' }] },
      ],
      enableFreeTextInput: false,
    })
    expect(rich.json.text).toBe('Which one?\nShoes: New\n• Buy https://a.example\n• Red\n• Blue')
  })

  test('files: by their addresses, at most 5 MB each, or what was uploaded here', async () => {
    const { id } = await create()
    const uploaded = await upload('photo.png', 'not really a picture')
    const sent = await call('POST', `tickets/send/${id}`, { text: 'Look', files: [uploaded.uri] })
    expect(sent.status, sent.text).toBe(200)
    const [attachment] = sent.json.attachments
    expect(attachment).toMatchObject({
      id: 1,
      originalFileName: 'photo.png',
      isEmbedded: false,
      sanitizationState: 'Allowed',
    })
    const file = await lodge.app.inject({ method: 'GET', url: new URL(attachment.uri).pathname })
    expect([file.statusCode, file.body]).toEqual([200, 'not really a picture'])
    expect((await call('POST', `tickets/send/${id}`, { files: [uploaded.uri] })).status).toBe(400)

    const server = await fileServer()
    const fetched = await call('POST', `tickets/send/${id}`, { files: [`${server.url}/a%20b.txt`] })
    expect(fetched.json.attachments).toMatchObject([{ originalFileName: 'a b.txt' }])
    for (const path of ['large', 'missing', 'empty']) {
      const refused = await call('POST', `tickets/send/${id}`, { text: 'x', files: [`${server.url}/${path}`] })
      expect([path, refused.status, refused.json.message]).toEqual([path, 400, expect.stringMatching(/^files\.0 /)])
    }
    const inside = await call('POST', `tickets/send/${id}`, { text: 'x', files: ['http://10.0.0.1/'] })
    expect(inside.status).toBe(400)
    await server.close()
  })

  test('a Pending ticket is opened by it; 400 while Closed', async () => {
    const pending = await create({ state: 'Pending' })
    await call('POST', `tickets/send/${pending.id}`, { text: 'x' })
    expect((await get(pending.id)).state).toBe('Open')
    const closed = await create({ state: 'Closed', close: new Date().toISOString() })
    expect((await call('POST', `tickets/send/${closed.id}`, { text: 'x' })).status).toBe(400)
  })

  test('400 without anything to send', async () => {
    const { id } = await create()
    for (const body of [{}, { text: null, html: '' }, { quickReplies: [] }]) {
      expect((await call('POST', `tickets/send/${id}`, body)).json).toEqual({
        message: 'text is required, or html, quickReplies, templates or files.',
      })
    }
  })
})

describe('PUT /tickets/setstate/{id}', () => {
  test.each([
    ['Closed', 'closed'],
    ['Pending', 'pending'],
    ['Snoozed', 'snoozed'],
    ['open', 'open'],
  ])('nextState=%s, without a body or with {}', async (state, status) => {
    const { id } = await create({ state: status === 'open' ? 'Pending' : 'Open', uniqueArgument: 'u' })
    const set = await call('PUT', `tickets/setstate/${id}?nextState=${state}`, status === 'closed' ? undefined : {})
    expect([set.status, set.json]).toEqual([200, { Message: 'Success', uniqueArgument: 'u' }])
    expect((await read(id)).status).toBe(status)
  })

  test('getTicket=true answers the ticket; the body’s tags and summary go with it', async () => {
    const { id } = await create()
    const query = 'nextState=Closed&getTicket=True&sendTicketStateChangedMessage=false&enableWebhook=true'
    const set = await call('PUT', `tickets/setstate/${id}?${query}`, { tags: ['done'], summary: 'Refunded' })
    expect(set.json).toMatchObject({ id, state: 'Closed', tags: ['done'], ticketSummary: { value: 'Refunded' } })
    expect(set.json.close).not.toBe('0001-01-01T00:00:00')
  })

  test('sendTicketStateChangedMessage=false: the customer is not mailed', async () => {
    const on = await glassix.desk()
    const { id } = await create({}, on)
    await call('PUT', `tickets/setstate/${id}?nextState=Closed&sendTicketStateChangedMessage=false`, {}, on)
    const [updated] = await eventsOf(lodge, on, 'ticket.updated')
    expect(updated.options).toEqual({ notify: { requester: false } })
  })

  test('what is resolved is Closed already', async () => {
    const { id } = await create()
    await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { status: 'resolved' })
    expect((await get(id)).state).toBe('Closed')
    await call('PUT', `tickets/setstate/${id}?nextState=Closed`, {})
    expect((await read(id)).status).toBe('resolved')
  })

  test('400 without nextState, or with one there is not', async () => {
    const { id } = await create()
    for (const query of ['', 'nextState=Lost', 'nextState=Undefined', 'nextState=Open&getTicket=maybe']) {
      expect((await call('PUT', `tickets/setstate/${id}?${query}`, {})).status).toBe(400)
    }
  })
})

describe('Other changes of a ticket', () => {
  test('PUT /tickets/setfields: field1 to field10, uniqueArgument, details; what is null stays', async () => {
    const { id } = await create({ field2: 'two', field3: 'three', uniqueArgument: 'before' })
    const details = { source: { title: 'My landing page', uri: 'https://www.example.com' } }
    const body = { field1: 'New', field2: null, field3: '3', uniqueArgument: 'after', details }
    const set = await call('PUT', `tickets/setfields/${id}`, body)
    expect([set.status, set.json.uniqueArgument]).toEqual([200, 'after'])
    expect(await get(id)).toMatchObject({ field1: 'New', field2: 'two', field3: '3', uniqueArgument: 'after', details })
    const refused = await call('PUT', `tickets/setfields/${id}`, { field4: 'x'.repeat(121) })
    expect(refused.json).toEqual({ message: 'field4 must be at most 120 characters.' })
  })

  test('PUT /tickets/setparticipantname: by the participant’s number in the ticket', async () => {
    const { id } = await create()
    expect((await call('PUT', `tickets/setparticipantname/${id}`, { id: 1, name: 'Brenda' })).status).toBe(200)
    expect((await get(id)).participants[0]).toMatchObject({ id: 1, name: 'Brenda', identifier: CLIENT.identifier })
    for (const body of [
      { id: 9, name: 'x' },
      { id: 0, name: 'x' },
      { id: 1 },
      { id: '1', name: 'x' },
      { id: 1, name: '' },
    ]) {
      expect((await call('PUT', `tickets/setparticipantname/${id}`, body)).status).toBe(400)
    }
  })

  test('PUT /tickets/setowner: another user; keepCurrentOwnerInConversation leaves the first among the participants', async () => {
    const on = await glassix.desk()
    await addMember(lodge, on, 'Noa')
    const { id } = await create({ getAvailableUser: false }, on)
    const set = (query: string) => call('PUT', `tickets/setowner/${id}?nextOwnerUserName=${query}`, undefined, on)
    expect((await set('noa@staff.example&keepCurrentOwnerInConversation=true')).status).toBe(200)
    const ticket = await get(id, on)
    expect(ticket.owner.UserName).toBe('noa@staff.example')
    expect(ticket.participants.slice(1)).toMatchObject([
      { type: 'User', userName: 'dana@staff.example' },
      { type: 'User', userName: 'noa@staff.example' },
    ])
    for (const name of ['nobody@staff.example', 'auto', on.memberId, '']) {
      const refused = await set(name)
      expect([refused.status, refused.json.message]).toEqual([400, expect.stringMatching(/^nextOwnerUserName /)])
    }
  })

  test('PUT /tickets/assignavailableuser: whoever is available, else the owner stays', async () => {
    const on = await glassix.desk()
    const { id } = await create({ getAvailableUser: false }, on)
    expect((await call('PUT', `tickets/assignavailableuser/${id}`, {}, on)).json.Message).toMatch(/owner stays/)
    await addMember(lodge, on, 'Noa')
    expect((await call('PUT', `tickets/assignavailableuser/${id}`, undefined, on)).json.Message).toBe('Success')
    expect((await get(id, on)).owner.UserName).toBe('noa@staff.example')
  })

  test('POST /tickets/addtags takes a bare array, DELETE /tickets/removetag a query; both answer the resulting array', async () => {
    const { id } = await create({ tags: ['info'] })
    expect((await call('POST', `tickets/addtags/${id}`, ['Sales', 'excel'])).json).toEqual(['excel', 'info', 'sales'])
    expect((await call('DELETE', `tickets/removetag/${id}?tag=Sales`)).json).toEqual(['excel', 'info'])
    expect((await call('POST', `tickets/addtags/${id}`, { tags: ['x'] })).status).toBe(400)
    expect((await call('DELETE', `tickets/removetag/${id}`)).status).toBe(400)
  })

  test('POST /tickets/addnote: text or html, among agents only', async () => {
    const { id } = await create()
    expect((await call('POST', `tickets/addnote/${id}`, { text: 'Mind this', html: null })).status).toBe(200)
    expect((await call('POST', `tickets/addnote/${id}`, { html: '<i>and this</i>' })).status).toBe(200)
    expect((await read(id)).messages.slice(1)).toMatchObject([
      { public: false, text: 'Mind this', author: { kind: 'agent' } },
      { public: false, text: 'and this' },
    ])
    expect((await get(id)).transactions[0].type).toBe('Note')
    expect((await call('POST', `tickets/addnote/${id}`, {})).json).toEqual({ message: 'text is required, or html.' })
  })

  test('POST /tickets/setsummary: who summed it up, and when', async () => {
    const { id } = await create()
    expect((await call('POST', `tickets/setsummary/${id}`, { summary: 'All is well' })).status).toBe(200)
    expect((await get(id)).ticketSummary).toEqual({
      userId: (await get(id)).owner.id,
      lastUpdateTimestamp: expect.stringMatching(/Z$/),
      value: 'All is well',
    })
  })

  test('every answer but arrays has the uniqueArgument', async () => {
    const { id } = await create({ uniqueArgument: 'crm-9' })
    for (const [method, path, body] of [
      ['PUT', 'setstate/:id?nextState=Pending', {}],
      ['PUT', 'setfields/:id', { field1: 'x' }],
      ['PUT', 'setparticipantname/:id', { id: 1, name: 'x' }],
      ['PUT', 'setowner/:id?nextOwnerUserName=dana@staff.example', {}],
      ['PUT', 'assignavailableuser/:id', {}],
      ['POST', 'addnote/:id', { text: 'x' }],
      ['POST', 'setsummary/:id', { summary: 'x' }],
      ['GET', 'get/:id', undefined],
    ] as const) {
      const answer = await call(method, `tickets/${path.replace(':id', String(id))}`, body)
      expect([path, answer.json.uniqueArgument]).toEqual([path, 'crm-9'])
    }
  })

  test('Idempotency-Key: a repeated change is made once', async () => {
    const { id } = await create()
    const ask = () =>
      lodge.call(desk.accessToken, 'POST', `/api/v1.2/tickets/send/${id}`, { text: 'once' }, { 'idempotency-key': 'k' })
    const [first, again] = [await ask(), await ask()]
    expect([again.json, again.headers['idempotency-replayed']]).toEqual([first.json, 'true'])
    expect((await get(id)).transactions).toHaveLength(1)
  })
})

describe('PUT /tickets/setdepartment/{id}', () => {
  test('answers a new ticket’s id: moved with its conversation, files and fields; the old one is Closed and says where', async () => {
    const on = await glassix.desk()
    const other = await glassix.pair(on, 'Sales', 'Sam')
    const { id } = await create(
      { field2: 'two', tags: ['vip'], uniqueArgument: 'crm-7', details: { location: 'Haifa' } },
      on,
    )
    const file = await upload('a.txt', 'file', on)
    await call('POST', `tickets/send/${id}`, { text: 'Hello', files: [file.uri] }, on)
    await lodge.call(on.token, 'POST', `/v1/tickets/${id}/messages`, { body: 'Hi', author: 'requester' })
    await call('POST', `tickets/addnote/${id}`, { text: 'note' }, on)

    const moved = await call('PUT', `tickets/setdepartment/${id}`, { departmentId: other.apiKey.toUpperCase() }, on)
    expect([moved.status, moved.json]).toEqual([200, { ticketId: id + 1, uniqueArgument: 'crm-7' }])
    expect(await get(id, on)).toMatchObject({
      state: 'Closed',
      movedToTicketId: id + 1,
      movedToDepartmentId: other.apiKey,
      movedFromTicketId: 0,
    })
    const there = await get(id + 1, other)
    expect(there).toMatchObject({
      departmentId: other.apiKey,
      state: 'Open',
      field1: 'Help',
      field2: 'two',
      tags: ['vip'],
      uniqueArgument: 'crm-7',
      details: { location: 'Haifa' },
      owner: null,
      movedFromTicketId: id,
      movedFromDepartmentId: on.apiKey,
      movedToTicketId: 0,
      participants: [expect.objectContaining({ identifier: CLIENT.identifier }), expect.any(Object)],
    })
    const before = (await get(id, on)).transactions
    expect(
      there.transactions.map(({ text, dateTime, type }: Record<string, string>) => [text, dateTime, type]),
    ).toEqual(before.map(({ text, dateTime, type }: Record<string, string>) => [text, dateTime, type]))
    const copy = await lodge.app.inject({
      method: 'GET',
      url: new URL(there.transactions[0].attachments[0].uri).pathname,
    })
    expect(copy.body).toBe('file')
    expect((await call('GET', `tickets/get/${id + 1}`, undefined, on)).status).toBe(403)
  })

  test('once: a ticket that was moved stays moved', async () => {
    const on = await glassix.desk()
    const other = await glassix.pair(on, 'Sales', 'Sam')
    const { id } = await create({}, on)
    const move = () => call('PUT', `tickets/setdepartment/${id}`, { departmentId: other.apiKey }, on)
    const answers = [await move(), await move()]
    expect(answers.map(({ status }) => status)).toEqual([200, 400])
    const { data } = await readUntil(lodge, on, 2, '', '&types=ticket.created')
    expect(data).toHaveLength(2)
  })

  test('400 for a department of another desk, its own, or none', async () => {
    const { id } = await create()
    const foreign = await glassix.desk()
    for (const departmentId of [foreign.apiKey, desk.apiKey, 'x', 7, undefined]) {
      const refused = await call('PUT', `tickets/setdepartment/${id}`, { departmentId })
      expect([refused.status, refused.json.message]).toEqual([400, expect.stringMatching(/^departmentId /)])
    }
    expect((await get(id)).state).toBe('Open')
  })
})

describe('What a ticket cannot get here', () => {
  test('POST /interactivedocuments/send: 403, as where they are not switched on', async () => {
    const refused = await call('POST', `interactivedocuments/send/${(await create()).id}`, {})
    expect([refused.status, refused.json]).toEqual([403, { message: expect.stringContaining('not switched on') }])
  })

  test.each(['started', 'ended', 'audiolink'])('POST /phonecalls/%s is a note with what was said', async (what) => {
    const { id } = await create()
    expect((await call('POST', `phonecalls/${what}/${id}`, { link: 'https://calls.example/1' })).status).toBe(200)
    expect((await get(id)).transactions).toMatchObject([
      { type: 'Note', text: expect.stringContaining('calls.example/1') },
    ])
  })
})

describe('POST /files/upload', () => {
  test('a multipart form, whatever its part is called: a link that is read without a token for three hours', async () => {
    const { uri, originalFileName } = await upload('naïve.txt', 'hello')
    expect([originalFileName, uri]).toEqual(['naïve.txt', expect.stringMatching(/^http:\/\/localhost.*\/files\/get\//)])
    expect((await lodge.app.inject({ method: 'GET', url: new URL(uri).pathname })).body).toBe('hello')
    const late = lodge.lodge.secrets.seal({ deskId: '0', purpose: 'glassix/file' }, JSON.stringify([desk.id, '1', 1]))
    for (const link of ['x', late.toString('base64url')]) {
      expect((await lodge.app.inject({ method: 'GET', url: `/api/v1.2/files/get/${link}` })).statusCode).toBe(404)
    }
  })
})

const upload = async (name: string, content: string, on = desk) => {
  const form = new FormData()
  form.append('upload', new Blob([content]), name)
  const encoded = new Response(form)
  const answer = await lodge.app.inject({
    method: 'POST',
    url: '/api/v1.2/files/upload',
    headers: { authorization: `Bearer ${on.accessToken}`, 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const fileServer = () =>
  startReceiver((response, { url }) => {
    if (url === '/missing') response.writeHead(404).end('no')
    else if (url === '/empty') response.end()
    else response.end(url === '/large' ? Buffer.alloc(5 * 1024 * 1024 + 1) : 'hello')
  })
