import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMail } from '../../../src/channels/mail/channel.ts'
import { openOutbound } from '../../../src/channels/outbound.ts'
import { webhookChannel } from '../../../src/channels/webhooks/channel.ts'
import { namesOf, TOLD_TYPES } from '../../../src/dialects/glassix/events.ts'
import { glassixFormat } from '../../../src/http/glassix/webhook-format.ts'
import { nextTry, TRIES } from '../../../src/jobs/deliveries/schedule.ts'
import { startJobs } from '../../../src/jobs/start.ts'
import { until } from '../../support/feed.ts'
import { MAIL_OPERATOR, type TestDesk, useLodge } from '../../support/lodge.ts'
import { startReceiver } from '../../support/receiver.ts'
import { expectProblem } from '../../support/refusals.ts'
import { addDepartment, addMember, fileTicket } from '../../support/tickets.ts'
import { CLIENT, type GlassixDesk, glassixOf } from './support.ts'

const lodge = useLodge()
const glassix = glassixOf(lodge)

const close: (() => unknown)[] = []
beforeAll(async () => {
  const outbound = openOutbound({ allow: ['127.0.0.1/32'] })
  const mail = openMail({ operator: { ...MAIL_OPERATOR, server: null }, outbound })
  const jobs = await startJobs(lodge.lodge, [
    webhookChannel(outbound, { glassix: glassixFormat('https://desk.example') }),
    mail.channel,
  ])
  close.push(outbound.close, mail.close, jobs.stop)
})
afterAll(async () => {
  for (const end of close.reverse()) await end()
})

const SECRET = 'the department’s API secret'
const receive = async (desk: TestDesk, more: object = {}) => {
  const receiver = await startReceiver()
  close.push(receiver.close)
  const body = { url: receiver.url, format: 'glassix', secret: SECRET, ...more }
  const made = await lodge.call(desk.token, 'POST', '/v1/webhooks', body)
  expect([made.status, made.text]).toEqual([201, made.text])
  const names = () =>
    receiver.received.flatMap(({ body }) => JSON.parse(body).changes.map((one: { _event: string }) => one._event))
  return { receiver, names, id: made.json.id }
}

test('events arrive in Glassix’s words, with both signatures and the headers of one’s own', async () => {
  const desk = await lodge.desk()
  const { receiver, names } = await receive(desk, { headers: { 'x-tenant': 'acme', authorization: 'Bearer 1' } })
  const kim = await addMember(lodge, desk, 'Kim')
  const ticket = await fileTicket(lodge, desk, { body: 'It is broken', external_ref: 'CRM-1' })
  await until(async () => receiver.received.length === 1)
  const { headers, body } = receiver.received[0]!
  const sign = (text: string) => `sha1=${createHmac('sha1', SECRET).update(text).digest('hex')}`
  expect(headers).toMatchObject({ 'x-tenant': 'acme', authorization: 'Bearer 1', 'x-hub-signature': sign(body) })
  const ofDate = sign(String(headers['x-glassix-auth-date']))
  expect([headers['x-glassix-auth-signature'], headers['x-glassix-auth']]).toEqual([ofDate, ofDate])
  expect(headers['webhook-signature']).toBeUndefined()
  const shown = { id: ticket.number, uniqueArgument: 'CRM-1', state: 'Open' }
  const of = { ticketId: ticket.number, uniqueArgument: 'CRM-1', ticket: expect.objectContaining(shown) }
  expect(JSON.parse(body)).toEqual({
    key: expect.stringMatching(/^[0-9a-f-]{36}$/),
    dateTime: expect.any(String),
    changes: [
      { _event: 'NEW_TICKET', ...of },
      { _event: 'NEW_MESSAGE', ...of, transaction: expect.objectContaining({ type: 'Message', text: 'It is broken' }) },
    ],
  })
  const at = `/v1/tickets/${ticket.id}`
  await lodge.call(desk.token, 'PATCH', at, { priority: 'high' })
  await lodge.call(desk.token, 'POST', `${at}/messages`, { body: 'A note', public: false })
  await lodge.call(desk.token, 'PATCH', at, { status: 'resolved', assignee: kim })
  await until(async () => receiver.received.length === 2)
  expect(names().slice(2)).toEqual(['TICKET_STATE_CHANGE', 'TICKET_OWNER_CHANGE'])
  expect(JSON.parse(receiver.received[1]!.body).changes).toMatchObject([
    { ticketState: 'Closed' },
    { owner: { UserName: 'kim@staff.example' } },
  ])
  await lodge.call(desk.token, 'PUT', `/v1/members/${kim}/availability`, {
    availability: 'away',
    away_reason: 'Break3',
  })
  await until(async () => receiver.received.length === 3)
  const status = { _event: 'USER_STATUS_CHANGE', userName: 'kim@staff.example', userStatus: 'Break3' }
  expect(JSON.parse(receiver.received[2]!.body).changes).toMatchObject([status])
})

test('a receiver has 20 seconds for its answer, and 5 when it is tried again', async () => {
  const desk = await lodge.desk()
  let asked = 0
  const receiver = await startReceiver((response) => {
    asked += 1
    // The second time it takes what it is sent and says nothing.
    if (asked === 1) response.writeHead(500).end()
  })
  close.push(receiver.close)
  await lodge.call(desk.token, 'POST', '/v1/webhooks', { url: receiver.url, format: 'glassix', secret: SECRET })
  await fileTicket(lodge, desk)
  const only = async () => (await lodge.call(desk.token, 'GET', '/v1/deliveries?channel=webhook')).json.data[0]
  await until(async () => {
    await lodge.store.pool.query(`update delivery set due_at = now() where state = 'pending' and desk_id = $1`, [
      desk.id,
    ])
    return (await only())?.reason?.includes('within')
  })
  expect((await only()).reason).toContain('did not answer completely within 5 s')
  expect(glassixFormat('https://desk.example').timeoutMs(1)).toBe(20_000)
})

test('an event is tried again for three days, at growing intervals', () => {
  const waits = Array.from({ length: TRIES - 1 }, (_, place) => nextTry(place + 1, 0, () => 0.5) ?? 0)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  const hours = waits.reduce((sum, ms) => sum + ms / 3_600_000, 0)
  expect([hours > 69, hours <= 72]).toEqual([true, true])
})

test('after 3 errors a day the admins are mailed, once', async () => {
  const desk = await lodge.desk()
  for (const role of ['owner', 'admin', 'agent']) await addMember(lodge, desk, role, { role })
  const receiver = await startReceiver((response) => response.writeHead(500).end('out of order'))
  close.push(receiver.close)
  const made = await lodge.call(desk.token, 'POST', '/v1/webhooks', {
    url: `${receiver.url}/?token=hidden`,
    format: 'glassix',
    secret: SECRET,
    types: ['ticket.created'],
  })
  const again = async (calls: number) => {
    await until(async () => {
      await lodge.store.pool.query(`update delivery set due_at = now() where state = 'pending' and desk_id = $1`, [
        desk.id,
      ])
      return receiver.received.length >= calls
    })
  }
  const mails = async () => (await lodge.call(desk.token, 'GET', '/v1/outbox?kind=webhook_failing')).json.data
  await fileTicket(lodge, desk)
  await again(2)
  expect(await mails()).toEqual([])
  await again(3)
  await until(async () => (await mails()).length === 2)
  await again(5)
  const told = await lodge.call(desk.token, 'GET', '/v1/events?types=webhook.failing&wait=30')
  expect(told.json.data).toMatchObject([{ data: { failures: 3, reason: expect.stringContaining('answered 500') } }])
  const [one, two, ...more] = await mails()
  expect([one.to.address, two.to.address].toSorted()).toEqual(['admin@staff.example', 'owner@staff.example'])
  expect(more).toEqual([])
  const { subject, text } = (await lodge.call(desk.token, 'GET', `/v1/outbox/${one.id}`)).json
  expect(subject).toBe(`Failing: the webhook to ${new URL(receiver.url).host}`)
  expect(text).toContain('failed 3 times within a day')
  expect(text).toContain(`PATCH /v1/webhooks/${made.json.id}`)
  expect(text).not.toContain('hidden')
})

test('a department’s webhook is told of its tickets only, and none of a quiet one', async () => {
  const desk = await lodge.desk()
  const sales = await addDepartment(lodge, desk, 'Sales')
  const { receiver } = await receive(desk, { department_id: sales, types: ['ticket.*', 'message.*'] })
  const all = await receive(desk)
  await fileTicket(lodge, desk, { subject: 'Elsewhere' })
  const quiet = await fileTicket(lodge, desk, { subject: 'Quiet', department: 'Sales', quiet: true })
  await lodge.call(desk.token, 'POST', `/v1/tickets/${quiet.id}/messages`, { body: 'Nobody hears' })
  const told = await fileTicket(lodge, desk, { subject: 'Told', department: 'Sales' })
  const numbers = (of: typeof receiver) => of.received.map((one) => JSON.parse(one.body).changes[0].ticketId)
  await until(async () => receiver.received.length === 1 && all.receiver.received.length === 2)
  expect(numbers(receiver)).toEqual([told.number])
  expect(numbers(all.receiver).toSorted()).toEqual([1, told.number])
})

test('setstate with enableWebhook=false is told nobody, by webhook or by queue; the next change is', async () => {
  const desk = await glassix.desk()
  const { receiver, names } = await receive(desk)
  const standard = await startReceiver()
  close.push(standard.close)
  await lodge.call(desk.token, 'POST', '/v1/webhooks', { url: standard.url, types: ['ticket.updated'] })
  const { id } = (await glassix.call(desk, 'POST', 'tickets/create', { participants: [CLIENT] })).json
  const set = (query: string) => glassix.call(desk, 'PUT', `tickets/setstate/${id}?${query}`)
  expect((await set('nextState=Pending&enableWebhook=false')).status).toBe(200)
  await set('nextState=Closed&enableWebhook=True')
  const states = (bodies: { changes: { ticketState?: string }[] }[]) =>
    bodies.flatMap(({ changes }) => changes.flatMap(({ ticketState }) => ticketState ?? []))
  await until(async () => names().includes('TICKET_STATE_CHANGE') && standard.received.length > 0)
  expect(states(receiver.received.map(({ body }) => JSON.parse(body)))).toEqual(['Closed'])
  const told = standard.received.map(({ body }) => JSON.parse(body).data.changes.status?.to)
  expect(told.filter(Boolean)).toEqual(['closed'])
  const queued: { changes: { ticketState?: string }[] }[] = []
  await until(async () => {
    queued.push(...(await glassix.call(desk, 'GET', 'webhooks/getevents')).json)
    return states(queued).length > 0
  })
  expect(states(queued)).toEqual(['Closed'])
})

const ANN = { type: 'Client', protocolType: 'WhatsApp', identifier: '972501234567', name: 'Ann' }
const onWhatsApp = async (desk: GlassixDesk) => {
  const body = { participants: [CLIENT, ANN], addIntroductionMessage: false }
  return (await glassix.call(desk, 'POST', 'tickets/create', body)).json.id
}

test('a message to who is on WhatsApp is an event for one’s own gateway, by webhook and by queue', async () => {
  const desk = await glassix.desk()
  const gateway = await startReceiver()
  close.push(gateway.close)
  await lodge.call(desk.token, 'POST', '/v1/webhooks', { url: gateway.url, types: ['message.undeliverable'] })
  const id = await onWhatsApp(desk)
  await glassix.call(desk, 'POST', `tickets/send/${id}`, { text: 'Hello Ann' })
  await glassix.call(desk, 'POST', `tickets/addnote/${id}`, { text: 'Among us' })
  await lodge.call(desk.token, 'POST', `/v1/tickets/${id}/messages`, { body: 'Hello again' })
  await until(async () => gateway.received.length === 2)
  const told = gateway.received.map(({ body }) => JSON.parse(body).data)
  expect(told.map(({ message }) => message.text).toSorted()).toEqual(['Hello Ann', 'Hello again'])
  const ann = {
    channel: 'whatsapp',
    identifier: '972501234567',
    name: 'Ann',
    contact_id: expect.stringMatching(/^\d+$/),
  }
  for (const { participants } of told) expect(participants).toEqual([ann])
  const contact = await lodge.call(desk.token, 'GET', `/v1/contacts/${told[0].participants[0].contact_id}`)
  expect(contact.json.name).toBe('Ann')
  const queued: string[] = []
  await until(async () => {
    const { json } = await lodge.call(desk.token, 'POST', '/v1/event-queue/take', { types: ['message.undeliverable'] })
    queued.push(...json.data.map((event: { data: { message: { text: string } } }) => event.data.message.text))
    return queued.length === 2
  })
  expect(queued).toEqual(['Hello Ann', 'Hello again'])
  const { transactions } = (await glassix.call(desk, 'GET', `tickets/get/${id}`)).json
  expect(transactions).toHaveLength(3)
})

test('where nothing takes that event, a note on the ticket says who was not reached', async () => {
  const desk = await glassix.desk()
  const id = await onWhatsApp(desk)
  const send = async () => {
    await glassix.call(desk, 'POST', `tickets/send/${id}`, { text: 'Hello Ann' })
    return (await glassix.call(desk, 'GET', `tickets/get/${id}`)).json.transactions
  }
  expect(await send()).toMatchObject([
    { type: 'Message', text: 'Hello Ann' },
    { type: 'Note', text: expect.stringMatching(/^Not delivered to Ann \(whatsapp\): .*message\.undeliverable/) },
  ])
  await lodge.call(desk.token, 'POST', '/v1/event-queue/take', { types: ['message.undeliverable'] })
  expect(await send()).toHaveLength(3)
})

test('400 headers that are not one’s own, a secret where Lodge makes it, no such department', async () => {
  const desk = await lodge.desk()
  const make = (more: object) => lodge.call(desk.token, 'POST', '/v1/webhooks', { url: 'https://x.example', ...more })
  for (const name of ['Host', 'content-length', 'X-Glassix-Auth', 'webhook-id']) {
    expectProblem(await make({ headers: { [name]: 'x' } }), 400, 'invalid_body', 'headers')
  }
  expectProblem(await make({ headers: { 'x-a': 'a\r\nb: c' } }), 400, 'invalid_body')
  expectProblem(await make({ secret: SECRET }), 400, 'invalid_body', 'secret')
  expectProblem(await make({ department_id: '12' }), 400, 'department_not_found', 'department_id')
  const { id } = await receive(desk)
  const patch = (body: object) => lodge.call(desk.token, 'PATCH', `/v1/webhooks/${id}`, body)
  expectProblem(await patch({ department_id: '12' }), 400, 'department_not_found')
  expect((await patch({ headers: {} })).json).toMatchObject({ format: 'glassix', department_id: null })
})

test('a ticket says how long it was nobody’s, and whether it was closed by itself', async () => {
  const desk = await glassix.desk()
  const rule = await lodge.call(desk.token, 'POST', '/v1/rules', {
    name: 'Done by itself',
    when: { events: [{ event: 'ticket.updated', changed: ['tags'] }] },
    if: { all: [{ field: 'ticket.tags', operator: 'contains', value: 'thanks' }] },
    // biome-ignore lint/suspicious/noThenProperty: a rule's word
    then: [{ do: 'set_status', status: 'closed' }],
  })
  expect([rule.status, rule.text]).toEqual([201, rule.text])
  const { names, receiver } = await receive(desk, { types: ['ticket.updated'] })
  const get = async (id: number) => (await glassix.call(desk, 'GET', `tickets/get/${id}`)).json
  const make = async () => (await glassix.call(desk, 'POST', 'tickets/create', { participants: [CLIENT] })).json.id
  const [byRule, byHand] = [await make(), await make()]
  await glassix.call(desk, 'POST', `tickets/addtags/${byRule}`, ['thanks'])
  await glassix.call(desk, 'PUT', `tickets/setstate/${byHand}?nextState=Closed`, {})
  await until(async () => (await get(byRule)).wasClosedAutomatically === true)
  expect(await get(byHand)).toMatchObject({
    state: 'Closed',
    wasClosedAutomatically: false,
    queueTimeGross: '00:00:00',
  })
  await until(async () => names().filter((name) => name === 'TICKET_STATE_CHANGE').length === 2)
  const told = receiver.received.flatMap(({ body }) => JSON.parse(body).changes)
  const closed = told.filter(({ _event }: { _event: string }) => _event === 'TICKET_STATE_CHANGE')
  expect(
    closed.map(({ ticket }: { ticket: { id: number; wasClosedAutomatically: boolean } }) => [
      ticket.id,
      ticket.wasClosedAutomatically,
    ]),
  ).toEqual(
    expect.arrayContaining([
      [byRule, true],
      [byHand, false],
    ]),
  )
  await glassix.call(desk, 'PUT', `tickets/setstate/${byRule}?nextState=Open`, {})
  expect((await get(byRule)).wasClosedAutomatically).toBe(false)

  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${byHand}`, { status: 'open', assignee: null })
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${byHand}`, { assignee: 'dana@staff.example' })
  await until(async () => {
    const all = await lodge.store.pool.query(
      `select from ticket_event k join event e on e.desk_id = k.desk_id and e.xid = k.xid and e.id = k.id
       where k.desk_id = $1 and e.type = 'ticket.updated'`,
      [desk.id],
    )
    return (all.rowCount ?? 0) >= 6
  })
  await lodge.store.pool.query(
    `update event set created_at = created_at - interval '3 hours'
     where desk_id = $1 and data->'changes'->'assignee'->>'to' is null and data->'changes'->'assignee' is not null`,
    [desk.id],
  )
  expect((await get(byHand)).queueTimeGross).toMatch(/^03:00:0\d$/)
  expect((await get(byHand)).queueTimeNet).toMatch(/^03:00:0\d$/)
})

test('SURVEY_UPDATE has the participant and the answers', async () => {
  const desk = await glassix.desk()
  const { receiver } = await receive(desk, { types: ['ticket.rated'] })
  const { id } = (await glassix.call(desk, 'POST', 'tickets/create', { participants: [CLIENT] })).json
  const body = { surveyId: 1, participantId: 1 }
  const { surveyLink } = (await glassix.call(desk, 'POST', `tickets/generatesurveylink/${id}`, body)).json
  const answered = await lodge.app.inject({
    method: 'POST',
    url: new URL(surveyLink).pathname,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'score=4&comment=Quick',
  })
  expect([answered.statusCode < 400, answered.body]).toEqual([true, answered.body])
  await until(async () => receiver.received.length === 1)
  const answer = { surveyId: 1, headerTitle: '', isDisabled: false }
  expect(JSON.parse(receiver.received[0]!.body).changes).toMatchObject([
    {
      _event: 'SURVEY_UPDATE',
      ticketId: id,
      participant: { type: 'Client', identifier: CLIENT.identifier },
      surveys: [
        { ...answer, id: 1, title: 'Rating', value: '4', isMandatory: true, questionType: 'Rating' },
        { ...answer, id: 2, title: 'Comment', value: 'Quick', isMandatory: false, questionType: 'Text' },
      ],
    },
  ])
})

test('names: what happened in their words, none where they have none', () => {
  const message = { text: '', attachments: [], public: true }
  const cases: [string, Record<string, unknown>, string[]][] = [
    ['ticket.created', { message }, ['NEW_TICKET']],
    ['ticket.created', { message: { ...message, text: 'Hi' } }, ['NEW_TICKET', 'NEW_MESSAGE']],
    ['message.created', { message, changes: { status: {} } }, ['NEW_MESSAGE', 'TICKET_STATE_CHANGE']],
    ['message.created', { message: { ...message, public: false }, changes: {} }, []],
    ['ticket.updated', { changes: { subject: {} } }, []],
    ['ticket.updated', { changes: { assignee: {} } }, ['TICKET_OWNER_CHANGE']],
    ['ticket.rated', {}, ['SURVEY_UPDATE']],
    ['member.availability_changed', {}, ['USER_STATUS_CHANGE']],
    ['desk.updated', {}, []],
  ]
  expect(new Set(cases.filter(([, , names]) => names.length > 0).map(([type]) => type))).toEqual(new Set(TOLD_TYPES))
  for (const [type, data, names] of cases) expect([type, namesOf({ type, data })]).toEqual([type, names])
})

describe('POST /protocols/send', () => {
  const send = (on: GlassixDesk, body: object) =>
    glassix.call(on, 'POST', 'protocols/send', { protocolType: 'Mail', to: CLIENT.identifier, text: 'Hello!', ...body })

  test('by Mail: a message of no ticket, from the desk or a mailbox of its, with its files', async () => {
    const desk = await glassix.desk()
    await lodge.call(desk.token, 'POST', '/v1/mailboxes', { name: 'News', address: 'news@acme.example' })
    const form = new FormData()
    form.append('upload', new Blob(['Hi']), 'a.txt')
    const encoded = new Response(form)
    const uploaded = await lodge.app.inject({
      method: 'POST',
      url: '/api/v1.2/files/upload',
      headers: {
        authorization: `Bearer ${desk.accessToken}`,
        'content-type': encoded.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await encoded.arrayBuffer()),
    })
    const { uri: file } = uploaded.json()
    // Every property that the C# client has, as it sends them.
    const unset = { html: null, attachmentUris: null, providerMessageId: null, status: null, serviceProvider: 0 }
    const sent = await send(desk, { ...unset, from: 'news@acme.example', files: [file] })
    expect([sent.status, sent.json]).toEqual([
      200,
      {
        ...{ text: 'Hello!', html: null, protocolType: 'Mail', from: 'news@acme.example', to: CLIENT.identifier },
        ...{ attachmentUris: [file], files: [file], dateTime: expect.any(String), departmentId: desk.apiKey },
        ...{ providerMessageId: null, status: 'Pending', serviceProvider: 0 },
      },
    ])
    const list = () => lodge.call(desk.token, 'GET', '/v1/outbox?kind=letter')
    await until(async () => (await list()).json.data[0]?.state === 'caught')
    const { raw } = (await lodge.call(desk.token, 'GET', `/v1/outbox/${(await list()).json.data[0].id}`)).json
    expect(raw).toMatch(/^From: News <news@acme.example>/m)
    expect(raw).toMatch(/filename=a\.txt/)
    expect((await send(desk, { from: null })).json.from).toBeNull()
  })

  test.each([
    [{ protocolType: 'SMS', to: '972501234567' }, 403, /^Non-ticket messages are not switched on for SMS/],
    [{ protocolType: 'WhatsApp', to: '972501234567' }, 403, /WhatsApp/],
    [{ to: 'nobody' }, 400, /^to must be an email address/],
    [{ from: 'stranger@example.com' }, 400, /^from must be the address of a mailbox/],
    [{ text: null }, 400, /^text is required/],
    [{ protocolType: 'Pigeon' }, 400, /^protocolType must be one of/],
  ])('refused: %j is %s', async (body, status, message) => {
    const refused = await send(await glassix.desk(), body)
    expect([refused.status, refused.json]).toEqual([status, { message: expect.stringMatching(message) }])
  })
})
