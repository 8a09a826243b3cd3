import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { addMember } from '../../support/tickets.ts'
import { haloOf } from '../halo/support.ts'
import { CLIENT, type GlassixDesk, glassixOf } from './support.ts'

const lodge = useLodge()
const glassix = glassixOf(lodge)
const halo = haloOf(lodge)

let desk: GlassixDesk
let url: string
beforeAll(async () => {
  desk = await glassix.desk()
  url = `${await lodge.app.listen({ port: 0, host: '127.0.0.1' })}/api/v1.2`
})
afterAll(() => lodge.app.server.closeAllConnections())

/** One request over a socket, as a client sends it. */
const send = async (method: string, path: string, more: { token?: string; body?: unknown; headers?: object } = {}) => {
  const answer = await fetch(path.startsWith('http') ? path : url + path, {
    method,
    headers: {
      ...(more.token && { authorization: `Bearer ${more.token}` }),
      ...(more.body !== undefined && { 'content-type': 'application/json' }),
      ...more.headers,
    },
    ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
  })
  const text = await answer.text()
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
  const json: any = answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined
  return { status: answer.status, json, text }
}

const tokenOf = async ({ apiKey, apiSecret, userName }: GlassixDesk): Promise<string> =>
  (await send('POST', '/token/get', { body: { apiKey, apiSecret, userName } })).json.access_token

describe('The official JavaScript client, by what it sends', () => {
  const AXIOS = { accept: 'application/json, text/plain, */*', 'user-agent': 'axios/1.7.0' }

  test('token, create by its README, send, set state, tags, note: each over HTTP', async () => {
    const token = await tokenOf(desk)
    const js = (method: string, path: string, body?: unknown) => send(method, path, { token, body, headers: AXIOS })
    const made = await js('POST', '/tickets/create', { participants: [CLIENT], tags: ['Info'] })
    expect([made.status, made.json.id]).toEqual([200, expect.any(Number)])
    const { id } = made.json
    expect((await js('POST', `/tickets/send/${id}`, { text: 'Hello!' })).json.text).toBe('Hello!')
    expect((await js('POST', `/tickets/addtags/${id}`, ['Sales', 'Excel'])).json).toEqual(['excel', 'info', 'sales'])
    expect((await js('DELETE', `/tickets/removetag/${id}?tag=Sales`)).json).toEqual(['excel', 'info'])
    expect((await js('POST', `/tickets/addnote/${id}`, { text: 'A note' })).status).toBe(200)
    expect((await js('PUT', `/tickets/setowner/${id}?nextOwnerUserName=dana@staff.example`, {})).status).toBe(200)
    expect((await js('PUT', `/tickets/assignavailableuser/${id}`, {})).status).toBe(200)
    expect((await js('PUT', `/tickets/setstate/${id}?nextState=Closed`, {})).json.Message).toBe('Success')
  })

  test('a list is followed by paging.next as it is, with the first query’s parameters again, at most 15 times', async () => {
    const on = await glassix.desk()
    await Promise.all(
      Array.from({ length: 130 }, () => glassix.call(on, 'POST', 'tickets/create', { participants: [CLIENT] })),
    )
    const token = await tokenOf(on)
    const now = new Date()
    const day = (date: Date) => date.toISOString().slice(0, 10).split('-').toReversed().join('/')
    const tomorrow = new Date(now.getTime() + 86_400_000)
    const params = new URLSearchParams({ since: `${day(now)} 00:00:00:00`, until: `${day(tomorrow)} 23:59:59:00` })
    const seen: number[] = []
    let requests = 0
    for (let next: string | undefined = `${url}/tickets/list`; next && requests < 15; requests++) {
      const answer = await send('GET', `${next}${next.includes('?') ? '&' : '?'}${params}`, { token, headers: AXIOS })
      expect(answer.status, answer.text).toBe(200)
      seen.push(...answer.json.tickets.map((ticket: { id: number }) => ticket.id))
      next = answer.json.paging?.next
    }
    expect([requests, new Set(seen).size]).toEqual([2, 130])
  })

  test('an error is read from body.message, its code from the status', async () => {
    const refused = await send('GET', '/tickets/get/99999', { token: await tokenOf(desk), headers: AXIOS })
    expect([refused.status, refused.json.message]).toEqual([404, expect.any(String)])
  })
})

describe('The official C# client, by what it sends and what it can read', () => {
  /** Every property, in its order, as System.Text.Json writes the request of somebody who set three of them. */
  const REQUEST = {
    field1: 'From C#',
    ...Object.fromEntries(Array.from({ length: 9 }, (_, place) => [`field${place + 2}`, null])),
    culture: 'en-US',
    participants: [
      {
        id: 0,
        name: 'Ann',
        type: 'Client',
        identifier: 'ann@example.com',
        departmentIdentifier: null,
        displayName: null,
        protocolType: 'Mail',
        subProtocolType: 'Undefined',
        isActive: true,
        isDeleted: false,
        contactId: '00000000-0000-0000-0000-000000000000',
        userName: null,
      },
    ],
    tags: null,
    uniqueArgument: null,
    state: 'Open',
    open: null,
    close: null,
    getAvailableUser: true,
    addIntroductionMessage: false,
    enableWebhook: true,
    markAsRead: false,
    details: null,
  }
  const INT = 2 ** 31
  const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/
  const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z?$/
  const SPAN = /^(\d+\.)?\d\d:\d\d:\d\d$/
  const PROTOCOLS = new Set([
    ...['SMS', 'WhatsApp', 'Mail', 'Web', 'FacebookMessenger', 'WebViaSMS', 'TelegramBot', 'FacebookFeed'],
    ...['InstagramFeed', 'PhoneCall', 'Viber', 'AppleBusinessChat', 'GoogleBusinessMessages', 'GoogleBusinessReviews'],
    'Undefined',
  ])

  /** What its types cannot do without: no null where a value is, numbers that fit, words that its enums have. */
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire
  const expectReadable = (ticket: any): void => {
    const ints = ['id', 'movedToTicketId', 'movedFromTicketId', 'transactionsCount', 'parentNestedTicketId']
    const counts = ['agentMediaCount', 'customerMediaCount', 'agentMessagesCount', 'customerMessagesCount']
    for (const name of [...ints, ...counts, 'agentCannedRepliesCount']) {
      expect([name, Number.isInteger(ticket[name]) && ticket[name] < INT]).toEqual([name, true])
    }
    for (const name of ['departmentId', 'movedToDepartmentId', 'movedFromDepartmentId', 'botConversationId']) {
      expect(ticket[name]).toMatch(GUID)
    }
    for (const name of ['open', 'close', 'lastActivity']) expect(ticket[name]).toMatch(TIME)
    for (const name of ['durationNet', 'durationGross', 'queueTimeNet', 'queueTimeGross']) {
      expect(ticket[name]).toMatch(SPAN)
    }
    const times = ['firstCustomer', 'lastCustomer', 'firstAgent', 'lastAgent'].map((who) => `${who}MessageDateTime`)
    for (const name of times.filter((time) => time in ticket)) expect(ticket[name]).toMatch(TIME)
    for (const name of ['isIncoming', 'isScrambled', 'wasClosedAutomatically'])
      expect(ticket[name]).toBeTypeOf('boolean')
    expect(['Closed', 'Open', 'Snoozed', 'Pending']).toContain(ticket.state)
    expect(PROTOCOLS).toContain(ticket.primaryProtocolType)
    expect(ticket.owner === null || GUID.test(ticket.owner.id)).toBe(true)
    for (const participant of ticket.participants) expectParticipant(participant)
    for (const transaction of ticket.transactions ?? []) {
      expect(transaction.guidTransactionId).toMatch(GUID)
      expect(Number.isSafeInteger(transaction.id)).toBe(true)
      expect(transaction.dateTime).toMatch(TIME)
      expect(PROTOCOLS).toContain(transaction.fromProtocolType)
      expectParticipant(transaction.fromParticipant)
      for (const attachment of transaction.attachments) expect(attachment.id).toBeLessThan(INT)
    }
  }
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire
  const expectParticipant = (participant: any): void => {
    expect(participant.id).toBeLessThan(INT)
    expect(participant.contactId).toMatch(GUID)
    expect(PROTOCOLS).toContain(participant.protocolType)
    expect(['Client', 'User', 'System']).toContain(participant.type)
    expect(['Undefined', 'MailTo', 'MailCc', 'MailBcc']).toContain(participant.subProtocolType)
    expect([participant.isActive, participant.isDeleted]).toEqual([expect.any(Boolean), expect.any(Boolean)])
  }

  test('create with every property, nulls and defaults included; what it reads has nothing that its types cannot hold', async () => {
    const token = await tokenOf(desk)
    const made = await send('POST', '/tickets/create', {
      token,
      body: REQUEST,
      headers: { accept: 'application/json' },
    })
    expect([made.status, made.json.field1]).toEqual([200, 'From C#'])
    expectReadable(made.json)
    const { id } = made.json
    await send('POST', `/tickets/send/${id}`, {
      token,
      body: { text: 'Hi', html: null, files: null, quickReplies: null },
    })
    expectReadable((await send('GET', `/tickets/get/${id}`, { token })).json)
  })

  test('changes without a body, True and False of its own, owner null after nobody has it', async () => {
    const token = await tokenOf(desk)
    const { id } = (await send('POST', '/tickets/create', { token, body: REQUEST })).json
    const query = 'nextState=Pending&getTicket=false&sendTicketStateChangedMessage=true&enableWebhook=true'
    expect((await send('PUT', `/tickets/setstate/${id}?${query}`, { token })).json.Message).toBe('Success')
    expect((await send('PUT', `/tickets/assignavailableuser/${id}`, { token })).status).toBe(200)
    await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { assignee: null })
    expectReadable((await send('GET', `/tickets/get/${id}`, { token })).json)
    const fields = { ...REQUEST, participants: undefined, field1: 'Changed' }
    expect((await send('PUT', `/tickets/setfields/${id}`, { token, body: fields })).status).toBe(200)
    const online = await send('GET', `/tenants/isonline?departmentId=${desk.apiKey}`)
    expect(online.text).toBe('true')
  })
})

describe('One core', () => {
  const STATUSES = [
    ['open', 'Open', 'open'],
    ['pending', 'Pending', 'awaiting_reply'],
    ['snoozed', 'Snoozed', 'open'],
    ['resolved', 'Closed', 'resolved'],
    ['closed', 'Closed', 'closed'],
    ['spam', 'Closed', 'closed'],
  ] as const

  test('a ticket made here is read in Headoni and /v1, under each status of the design’s table', async () => {
    const made = await glassix.call(desk, 'POST', 'tickets/create', { field1: 'Shared', participants: [CLIENT] })
    const { id } = made.json
    for (const [status, state, headoni] of STATUSES) {
      const more = status === 'snoozed' ? { snoozed_until: '2099-01-01T00:00:00Z' } : {}
      await lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { status, ...more })
      const there = (await lodge.call(desk.token, 'GET', `/api/v1/tickets/${id}`)).json.ticket
      const here = (await glassix.call(desk, 'GET', `tickets/get/${id}`)).json
      expect([there.subject, there.requester.email, there.status.internalType]).toEqual([
        'Shared',
        CLIENT.identifier,
        headoni,
      ])
      expect([status, here.state]).toEqual([status, state])
    }
  })

  test('a ticket made in Headoni, Halo or /v1 is read here', async () => {
    const on = await glassix.desk()
    await addMember(lodge, on, 'Noa')
    const department = on.departmentId
    const headoni = await lodge.call(on.token, 'POST', '/api/v1/tickets', {
      email: 'ann@example.com',
      subject: 'From Headoni',
      body: 'Hello',
      departmentId: department,
    })
    const key = (await lodge.call(on.token, 'POST', '/v1/credentials', { kind: 'widget', name: 'Site' })).json.secret
    const sdk = await halo.post({ key }, 'tickets/create', { email: 'ann@example.com', subject: 'From Halo' })
    const own = await lodge.call(on.token, 'POST', '/v1/tickets', {
      requester: { email: 'ann@example.com' },
      subject: 'From /v1',
      department,
    })
    expect([headoni.status, sdk.status, own.status]).toEqual([201, 201, 201])
    await lodge.store.pool.query('update ticket set department_id = $2 where desk_id = $1', [on.id, department])
    for (const [number, subject] of [
      [1, 'From Headoni'],
      [2, 'From Halo'],
      [3, 'From /v1'],
    ] as const) {
      const { json } = await glassix.call(on, 'GET', `tickets/get/${number}`)
      expect([json.field1, json.participants[0].identifier, json.state]).toEqual([subject, 'ann@example.com', 'Open'])
    }
  })
})
