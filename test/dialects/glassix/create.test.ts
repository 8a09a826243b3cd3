import { beforeAll, describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { addMember, eventsOf } from '../../support/tickets.ts'
import { CLIENT, type GlassixDesk, glassixOf } from './support.ts'

const lodge = useLodge()
const glassix = glassixOf(lodge)

const BODY = { field1: 'Where is my order?', culture: 'en-US', participants: [CLIENT] }

const create = (on: GlassixDesk, body: unknown) => glassix.call(on, 'POST', 'tickets/create', body)
const made = async (on: GlassixDesk, body: object = {}) => {
  const answer = await create(on, { ...BODY, ...body })
  expect(answer.status, answer.text).toBe(200)
  return answer.json
}
const read = async (on: GlassixDesk, number: number) =>
  (await lodge.call(on.token, 'GET', `/v1/tickets/${number}`)).json
const count = async (on: GlassixDesk) =>
  (await lodge.store.pool.query('select count(*)::integer as n from ticket where desk_id = $1', [on.id])).rows[0].n

describe('POST /tickets/create', () => {
  test('200 with the full ticket object', async () => {
    const on = await glassix.desk()
    expect(await made(on)).toEqual({
      id: 1,
      departmentId: on.apiKey,
      field1: 'Where is my order?',
      ...Object.fromEntries(Array.from({ length: 9 }, (_, place) => [`field${place + 2}`, null])),
      culture: 'en-US',
      ticketType: 'Regular',
      tags: [],
      owner: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        gender: 'Undefined',
        UserName: 'dana@staff.example',
        culture: 'en-US',
        isAnonymous: false,
        uniqueArgument: null,
        type: 'AGENT',
      },
      state: 'Open',
      open: expect.stringMatching(/Z$/),
      close: '0001-01-01T00:00:00',
      lastActivity: expect.stringMatching(/Z$/),
      uniqueArgument: null,
      details: null,
      primaryProtocolType: 'Mail',
      movedToTicketId: 0,
      movedToDepartmentId: '00000000-0000-0000-0000-000000000000',
      movedFromTicketId: 0,
      movedFromDepartmentId: '00000000-0000-0000-0000-000000000000',
      customerMessagesCount: 0,
      agentMessagesCount: 0,
      customerMediaCount: 0,
      agentMediaCount: 0,
      agentCannedRepliesCount: 0,
      queueTimeGross: '00:00:00',
      queueTimeNet: '00:00:00',
      durationGross: '00:00:00',
      durationNet: '00:00:00',
      botConversationId: '00000000-0000-0000-0000-000000000000',
      botConversations: [],
      isIncoming: false,
      isScrambled: false,
      participants: [
        {
          id: 1,
          type: 'Client',
          protocolType: 'Mail',
          subProtocolType: 'MailTo',
          name: 'David Gilmour',
          identifier: 'david.gilmour@example.com',
          displayName: 'David Gilmour',
          departmentIdentifier: on.apiKey,
          contactId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          userName: null,
          isActive: true,
          isDeleted: false,
        },
        expect.objectContaining({ id: 2, type: 'User', name: 'Dana', userName: 'dana@staff.example' }),
      ],
      transactions: [],
      dynamicParameters: [],
      botConversationSteps: [],
      ticketSummary: null,
      nestedTicketsIds: [],
      parentNestedTicketId: 0,
      wasClosedAutomatically: false,
      transactionsCount: 0,
    })
  })

  test('field1 is the subject, field2 to field10 are fields; 120 characters each', async () => {
    const on = await glassix.desk()
    const fields = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`field${n + 1}`, `${n}`.repeat(120)]))
    const ticket = await made(on, fields)
    expect(ticket).toMatchObject(fields)
    const { field1, ...others } = fields
    expect(await read(on, ticket.id)).toMatchObject({ subject: field1, fields: others })
  })

  test.each(['en-US', 'he-IL', 'pt-PT', 'es-ES'])('culture %s is kept', async (culture) => {
    const on = await glassix.desk()
    expect((await made(on, { culture })).culture).toBe(culture)
  })

  test('culture is en-US where it is absent or null', async () => {
    const on = await glassix.desk()
    expect((await made(on, { culture: undefined })).culture).toBe('en-US')
    expect((await made(on, { culture: null })).culture).toBe('en-US')
  })

  test('every property null but participants, as the C# client sends them', async () => {
    const on = await glassix.desk()
    const nulls = Object.fromEntries(
      [
        ...Array.from({ length: 10 }, (_, place) => `field${place + 1}`),
        ...['tags', 'uniqueArgument', 'state', 'open', 'close', 'getAvailableUser', 'addIntroductionMessage'],
        ...['enableWebhook', 'markAsRead', 'details', 'transactions'],
      ].map((name) => [name, null]),
    )
    expect(await made(on, nulls)).toMatchObject({ state: 'Open', tags: [], details: null, uniqueArgument: null })
  })

  test('enums match in any case', async () => {
    const on = await glassix.desk()
    const participant = { ...CLIENT, type: 'CLIENT', protocolType: 'mail', subProtocolType: 'mailto' }
    const ticket = await made(on, { culture: 'EN-us', state: 'PENDING', participants: [participant] })
    expect(ticket).toMatchObject({ culture: 'en-US', state: 'Pending', primaryProtocolType: 'Mail' })
    expect(ticket.participants[0]).toMatchObject({ type: 'Client', protocolType: 'Mail', subProtocolType: 'MailTo' })
  })

  test('tags are made on first use', async () => {
    const on = await glassix.desk()
    expect((await made(on, { tags: ['info', 'sales', 'info'] })).tags).toEqual(['info', 'sales'])
  })

  test('uniqueArgument is the external reference', async () => {
    const on = await glassix.desk()
    const ticket = await made(on, { uniqueArgument: 'crm-4711' })
    expect(ticket.uniqueArgument).toBe('crm-4711')
    expect((await read(on, ticket.id)).external_ref).toBe('crm-4711')
  })

  test.each([
    ['Open', {}, 'open'],
    ['Pending', {}, 'pending'],
    ['Snoozed', {}, 'snoozed'],
    ['Closed', { open: '2026-01-02T10:00:00Z', close: '2026-01-02T12:30:00Z' }, 'closed'],
  ])('state %s', async (state, times, status) => {
    const on = await glassix.desk()
    const ticket = await made(on, { state, ...times })
    expect(ticket.state).toBe(state)
    expect((await read(on, ticket.id)).status).toBe(status)
  })

  test('open and close are UTC, with or without a zone; the duration is between them', async () => {
    const on = await glassix.desk()
    const times = { state: 'Closed', open: '2026-01-02T10:00:00', close: '2026-01-03T14:30:01+02:00' }
    expect(await made(on, times)).toMatchObject({
      open: '2026-01-02T10:00:00.000Z',
      close: '2026-01-03T12:30:01.000Z',
      durationGross: '1.02:30:01',
    })
  })

  test('getAvailableUser, true by default: an online member with the fewest open tickets', async () => {
    const on = await glassix.desk()
    await addMember(lodge, on, 'Noa')
    const owners = [await made(on), await made(on)].map(({ owner }) => owner.UserName)
    expect(owners.toSorted()).toEqual(['dana@staff.example', 'noa@staff.example'])
  })

  test('getAvailableUser, where nobody is online, and getAvailableUser false: the token’s user', async () => {
    const on = await glassix.desk()
    await addMember(lodge, on, 'Noa')
    for (let n = 0; n < 3; n++) {
      expect((await made(on, { getAvailableUser: false })).owner.UserName).toBe('dana@staff.example')
    }
    await lodge.store.pool.query(`update member set availability = 'offline' where desk_id = $1`, [on.id])
    expect((await made(on)).owner.UserName).toBe('dana@staff.example')
  })

  test('details are kept as they are', async () => {
    const on = await glassix.desk()
    const details = {
      userAgent: 'Mozilla/5.0',
      iPAddress: '203.0.113.7',
      location: 'Haifa',
      cardsPath: 'a > b',
      source: { title: 'My landing page', uri: 'https://www.example.com/landing-page' },
      externalLink: 'https://crm.example.com/4711',
      isMobile: true,
      identityTokenClaims: { sub: 'u1' },
      referral: { utmParameters: { utm_source: 'news' }, adId: '1', fbPostId: null, instagramStoryId: null },
    }
    expect((await made(on, { details })).details).toEqual(details)
  })

  test('transactions of the old guide: inline messages of the customer and of the user, in order', async () => {
    const on = await glassix.desk()
    const message = (type: string, text: string) => ({
      fromParticipant: { identifier: CLIENT.identifier, type },
      text,
      type: 'Message',
    })
    const ticket = await made(on, {
      transactions: [message('Client', 'Hello'), message('User', 'Hi'), message('Client', 'Thanks')],
    })
    expect(
      ticket.transactions.map((one: { text: string; fromParticipant: { type: string } }) => [
        one.fromParticipant.type,
        one.text,
      ]),
    ).toEqual([
      ['Client', 'Hello'],
      ['User', 'Hi'],
      ['Client', 'Thanks'],
    ])
    expect(ticket).toMatchObject({ isIncoming: true, customerMessagesCount: 2, agentMessagesCount: 1 })
    const state = { state: 'Closed', close: new Date().toISOString() }
    expect((await made(on, { ...state, transactions: [message('User', 'Bye')] })).state).toBe('Closed')
  })

  test.each([
    ['en-US', /[a-z]/],
    ['he-IL', /[\u0590-\u05ff]/],
    ['pt-PT', /[a-z]/],
    ['es-ES', /[a-z]/],
  ])(
    'addIntroductionMessage: a greeting in %s is the first message where mail does not greet',
    async (culture, words) => {
      const on = await glassix.desk()
      const participants = [{ type: 'Client', protocolType: 'WhatsApp', identifier: '972501234567', name: 'Ann' }]
      const { transactions } = await made(on, { culture, participants })
      expect(transactions[0]).toMatchObject({ type: 'Message', fromParticipant: { type: 'System' } })
      expect(transactions[0].text).toMatch(words)
      expect((await made(on, { culture, participants, addIntroductionMessage: false })).transactions).toEqual([])
      expect((await made(on, { culture })).transactions).toEqual([])
    },
  )

  test('markAsRead: read by the token’s user; enableWebhook false: webhooks and queues are told nothing', async () => {
    const on = await glassix.desk()
    const { id } = await made(on, { markAsRead: true })
    const other = await made(on, { enableWebhook: false })
    const marks = await lodge.store.pool.query(
      'select t.number::integer, r.member_id::text from ticket_read r join ticket t on t.desk_id = r.desk_id and t.id = r.ticket_id where r.desk_id = $1',
      [on.id],
    )
    expect(marks.rows).toEqual([{ number: id, member_id: on.memberId }])
    const quiet = await lodge.store.pool.query(
      'select t.number::integer from ticket_quiet q join ticket t on t.desk_id = q.desk_id and t.id = q.ticket_id where q.desk_id = $1',
      [on.id],
    )
    expect(quiet.rows).toEqual([{ number: other.id }])
  })

  test('addIntroductionMessage and markAsRead say who is told: the participants, the team', async () => {
    const on = await glassix.desk()
    await made(on)
    await made(on, { addIntroductionMessage: false, markAsRead: true })
    const created = await eventsOf(lodge, on, 'ticket.created')
    expect(created.map(({ options }) => options.notify)).toEqual([
      { requester: true, team: true },
      { requester: false, team: false },
    ])
  })

  test('a field that is not listed is ignored', async () => {
    const on = await glassix.desk()
    expect((await made(on, { id: 99, color: 'red', deep: { er: [1] } })).id).toBe(1)
  })

  test('Idempotency-Key: the same request replays, another one is 409', async () => {
    const on = await glassix.desk()
    const ask = (body: object) =>
      lodge.call(on.accessToken, 'POST', '/api/v1.2/tickets/create', body, { 'idempotency-key': 'one' })
    const first = await ask(BODY)
    const again = await ask(BODY)
    expect([again.status, again.json.id, again.headers['idempotency-replayed']]).toEqual([200, first.json.id, 'true'])
    expect((await ask({ ...BODY, field1: 'Other' })).status).toBe(409)
  })

  test('403 where the customer is on the blocklist, and no ticket', async () => {
    const on = await glassix.desk()
    await lodge.call(on.token, 'PUT', '/v1/blocklist', { value: CLIENT.identifier })
    expect(await create(on, BODY)).toMatchObject({ status: 403, json: { message: expect.any(String) } })
    expect(await count(on)).toBe(0)
  })
})

describe('Participants', () => {
  test.each([
    ['SMS', '972501234567'],
    ['WhatsApp', '972501234567'],
    ['Mail', 'ann@example.com'],
    ['Web', 'visitor-1'],
    ['FacebookMessenger', '10001'],
    ['WebViaSMS', '972501234567'],
    ['TelegramBot', '42'],
    ['FacebookFeed', '10001'],
    ['InstagramFeed', '10002'],
    ['PhoneCall', '972501234567'],
    ['Viber', '972501234567'],
    ['AppleBusinessChat', 'urn:1'],
    ['GoogleBusinessMessages', 'g1'],
    ['GoogleBusinessReviews', 'g2'],
    ['Undefined', 'x'],
  ])('%s: stored, shown, and the same contact the next time', async (protocolType, identifier) => {
    const on = await glassix.desk()
    const participants = [{ type: 'Client', protocolType, identifier, name: 'Ann' }]
    const [one, two] = [await made(on, { participants }), await made(on, { participants })]
    expect(one.participants[0]).toMatchObject({ type: 'Client', protocolType, identifier, name: 'Ann' })
    expect(one.primaryProtocolType).toBe(protocolType)
    expect(two.participants[0].contactId).toBe(one.participants[0].contactId)
  })

  test('FBmessenger is FacebookMessenger on the way out, which the C# client can read', async () => {
    const on = await glassix.desk()
    const participants = [{ type: 'Client', protocolType: 'FBmessenger', identifier: '10001', name: 'Ann' }]
    expect((await made(on, { participants })).primaryProtocolType).toBe('FacebookMessenger')
  })

  test('a number that a contact is known by leads to that contact', async () => {
    const on = await glassix.desk()
    const known = await lodge.call(on.token, 'PUT', '/v1/contacts', {
      external_id: 'u1',
      name: 'Ann',
      phone: '+972501234567',
    })
    const participants = [{ type: 'Client', protocolType: 'WhatsApp', identifier: '972501234567', name: 'A.' }]
    const ticket = await made(on, { participants })
    expect((await read(on, ticket.id)).requester.id).toBe(known.json.id)
  })

  test('MailCc and MailBcc are copied; a User and the owner need not be listed', async () => {
    const on = await glassix.desk()
    const participants = [
      { ...CLIENT, identifier: 'cc@example.com', subProtocolType: 'MailCc', name: 'Cc' },
      CLIENT,
      { ...CLIENT, identifier: 'bcc@example.com', subProtocolType: 'MailBcc', name: 'Bcc' },
      { type: 'User', protocolType: 'Web', userName: 'noa@staff.example', name: 'Noa' },
    ]
    const ticket = await made(on, { participants })
    expect(ticket.participants.map(({ type }: { type: string }) => type)).toEqual([
      ...['Client', 'Client', 'Client', 'User', 'User'],
    ])
    expect(await read(on, ticket.id)).toMatchObject({
      requester: { email: CLIENT.identifier },
      participants: [
        { role: 'cc', email: 'cc@example.com' },
        { role: 'bcc', email: 'bcc@example.com' },
      ],
    })
  })

  test('each Client is matched to a contact, or makes one', async () => {
    const on = await glassix.desk()
    const sms = { type: 'Client', protocolType: 'SMS', identifier: '972501234567', name: 'Bo' }
    const cc = { ...CLIENT, identifier: 'cc@example.com', subProtocolType: 'MailCc', name: 'Cc' }
    const ids = async (participants: object[]) =>
      (await made(on, { participants })).participants
        .slice(0, participants.length)
        .map(({ contactId }: { contactId: string }) => contactId)
    const [first, bo, copied] = await ids([CLIENT, sms, cc])
    expect(new Set([first, bo, copied]).size).toBe(3)
    expect(await ids([sms, CLIENT])).toEqual([bo, first])
    expect(await ids([cc, CLIENT])).toEqual([copied, first])
    const contact = (await glassix.call(on, 'GET', `contacts/get/${bo}`)).json
    expect(contact).toMatchObject({
      name: 'Bo',
      uniqueArgument: null,
      identifiers: [{ identifierType: 'PhoneNumber' }],
    })
  })

  test('what the C# client adds: id 0, an empty contactId, nulls', async () => {
    const on = await glassix.desk()
    const participant = {
      ...CLIENT,
      id: 0,
      departmentIdentifier: null,
      displayName: null,
      isActive: true,
      isDeleted: false,
      contactId: '00000000-0000-0000-0000-000000000000',
      userName: null,
    }
    expect((await made(on, { participants: [participant] })).participants[0].identifier).toBe(CLIENT.identifier)
  })

  test('without an owner: a User called Unassigned Tickets', async () => {
    const on = await glassix.desk()
    const ticket = await made(on)
    await lodge.call(on.token, 'PATCH', `/v1/tickets/${ticket.id}`, { assignee: null })
    const { participants, owner } = (await glassix.call(on, 'GET', `tickets/get/${ticket.id}`)).json
    expect(owner).toBeNull()
    expect(participants.at(-1)).toMatchObject({
      type: 'User',
      name: 'Unassigned Tickets',
      identifier: '00000000-0000-0000-0000-000000000000',
    })
  })
})

describe('POST /tickets/create, refused', () => {
  let desk: Promise<GlassixDesk>
  beforeAll(() => {
    desk = glassix.desk()
  })
  const long = 'x'.repeat(121)
  const soon = new Date(Date.now() + 600_000).toISOString()
  const WRONG: [field: string, value: unknown, message: string][] = [
    ['field1', long, 'field1 must be at most 120 characters.'],
    ['field10', long, 'field10 must be at most 120 characters.'],
    ['field2', 7, 'field2 must be a string.'],
    ['culture', 'fr-FR', 'culture must be one of: en-US, he-IL, pt-PT, es-ES.'],
    ['participants', undefined, 'participants is required (an array).'],
    ['participants', null, 'participants must be an array.'],
    ['participants', [], 'participants must have at least one of the type Client.'],
    ['participants', [{ ...CLIENT, type: 'User' }], 'participants must have at least one of the type Client.'],
    ['participants', [{ ...CLIENT, identifier: 'x' }], 'participants.0.identifier must be an email address.'],
    ['participants', [{ ...CLIENT, identifier: null }], 'participants.0.identifier is required for a Client.'],
    ['participants', [{ ...CLIENT, type: 'Robot' }], 'participants.0.type must be one of: Client, User, System.'],
    ...['+972501234567', '972-50', '123456', '1'.repeat(16)].map((identifier): [string, unknown, string] => [
      'participants',
      [{ ...CLIENT, protocolType: 'SMS', identifier }],
      'participants.0.identifier must be a full international number: 7 to 15 digits, without a plus sign.',
    ]),
    ['state', 'Resolved', 'state must be one of: Open, Closed, Pending, Snoozed, Undefined.'],
    ['state', 'Closed', 'close is required with the state Closed.'],
    ['close', '2026-01-01T00:00:00Z', 'close needs the state Closed.'],
    ['open', soon, 'open must not be in the future.'],
    ['open', 'yesterday', 'open must be a date and time like 2026-06-04T15:21:09Z.'],
    ['tags', 'a', 'tags must be an array.'],
    ['tags', [''], 'tags.0 must not be empty.'],
    ['uniqueArgument', 'x'.repeat(256), 'uniqueArgument must be at most 255 characters.'],
    ['getAvailableUser', 'yes', 'getAvailableUser must be true or false.'],
    ['details', 'x', 'details must be a JSON object.'],
    ['details', { isMobile: 'x' }, 'details.isMobile must be true or false.'],
  ]
  test.each(WRONG)('400 that names the field: %s %j', async (field, value, message) => {
    const on = await desk
    const before = await count(on)
    const refused = await create(on, { ...BODY, [field]: value })
    expect([refused.status, refused.json]).toEqual([400, { message }])
    expect(await count(on)).toBe(before)
  })
  test('400 where details and participants are too large together, and nothing is written', async () => {
    const on = await desk
    const contacts = async () =>
      (await lodge.store.pool.query('select count(*)::integer as n from contact where desk_id = $1', [on.id])).rows[0].n
    const before = [await count(on), await contacts()]
    const participants = [CLIENT, { ...CLIENT, identifier: 'second@example.com' }]
    const refused = await create(on, { ...BODY, participants, details: { location: 'x'.repeat(49_900) } })
    expect([refused.status, refused.json.message]).toEqual([400, expect.stringMatching(/^details must, with/)])
    expect([await count(on), await contacts()]).toEqual(before)
  })

  test('400 where close is before open', async () => {
    const on = await desk
    const times = { state: 'Closed', open: '2026-01-02T00:00:00Z', close: '2026-01-01T00:00:00Z' }
    expect(await create(on, { ...BODY, ...times })).toMatchObject({
      status: 400,
      json: { message: 'close must not be before open.' },
    })
  })

  test('400 for what is not JSON, a body that is no object, or another type', async () => {
    const on = await desk
    for (const body of ['{"field1":', '[]', '"x"', '']) {
      expect(await create(on, body)).toMatchObject({ status: 400, json: { message: expect.any(String) } })
    }
    const form = await lodge.call(on.accessToken, 'POST', '/api/v1.2/tickets/create', 'a=b', {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect([form.status, form.json]).toEqual([400, { message: 'Send the body as application/json.' }])
  })
})
