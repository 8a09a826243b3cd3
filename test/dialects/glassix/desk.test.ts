import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { openOutbound } from '../../../src/channels/outbound.ts'
import { webhookChannel } from '../../../src/channels/webhooks/channel.ts'
import { glassixFormat } from '../../../src/http/glassix/webhook-format.ts'
import { startJobs } from '../../../src/jobs/start.ts'
import { until } from '../../support/feed.ts'
import { useLodge } from '../../support/lodge.ts'
import { startReceiver } from '../../support/receiver.ts'
import { addMember, eventsOf } from '../../support/tickets.ts'
import { CLIENT, type GlassixDesk, glassixOf } from './support.ts'

const lodge = useLodge()
const glassix = glassixOf(lodge)

type Got = { key: string; changes: { _event: string; ticketId?: number; ticket?: object }[] }

let desk: GlassixDesk
beforeAll(async () => {
  desk = await glassix.desk()
})

const call = (method: string, path: string, body?: unknown, on: { accessToken: string } = desk) =>
  glassix.call(on, method, path, body)
const create = async (on = desk, body: object = {}) =>
  (await call('POST', 'tickets/create', { field1: 'Help', participants: [CLIENT], ...body }, on)).json

describe('Users', () => {
  test('GET /users/allusers: with type, roles and status', async () => {
    const { status, json } = await call('GET', 'users/allusers')
    expect([status, json]).toEqual([
      200,
      [
        {
          id: (await create()).owner.id,
          gender: 'Undefined',
          UserName: 'dana@staff.example',
          culture: 'en-US',
          isAnonymous: false,
          uniqueArgument: null,
          type: 'AGENT',
          fullName: 'Dana',
          shortName: 'Dana',
          jobTitle: null,
          status: 'Online',
          roles: ['SystemUser'],
        },
      ],
    ])
  })

  test('POST /users/update: the token’s user', async () => {
    const on = await glassix.desk()
    expect(
      (await call('POST', 'users/update', { shortName: 'D', fullName: 'Dana Levi', jobTitle: null }, on)).status,
    ).toBe(200)
    const of = async () => (await call('GET', 'users/allusers', undefined, on)).json[0]
    expect(await of()).toMatchObject({ shortName: 'D', fullName: 'Dana Levi', jobTitle: null })
    expect((await call('POST', 'users/update', { jobTitle: 'Head of service' }, on)).status).toBe(200)
    expect(await of()).toMatchObject({ shortName: 'D', fullName: 'Dana Levi', jobTitle: 'Head of service' })
    const sent = await call('POST', `tickets/send/${(await create(on)).id}`, { text: 'Hello' }, on)
    expect(sent.json.fromParticipant.name).toBe('D')
  })

  test('POST /users/add, POST /users/setroles, DELETE /users/delete by an admin; 403 by another', async () => {
    const on = await glassix.desk()
    const add = () =>
      call(
        'POST',
        'users/add?role=ReadOnly&userType=AGENT',
        [{ userName: 'Noa@Staff.example', uniqueArgument: null }],
        on,
      )
    const given = ['DepartmentAdmin', 'SystemUser', 'WhatsApp']
    const roles = () => call('POST', 'users/setroles?userName=noa@staff.example', given, on)
    const remove = () => call('DELETE', 'users/delete?UserName=noa@staff.example', undefined, on)
    await addMember(lodge, on, 'Owner', { role: 'owner' })
    for (const ask of [add, roles, remove]) expect((await ask()).status).toBe(403)
    await lodge.store.pool.query(`update member set role = 'admin' where desk_id = $1 and id = $2`, [
      on.id,
      on.memberId,
    ])
    const of = async () =>
      (await call('GET', 'users/allusers', undefined, on)).json.find(
        ({ UserName }: { UserName: string }) => UserName === 'noa@staff.example',
      )
    expect((await add()).json).toEqual({ Message: 'Success' })
    expect((await of()).roles).toEqual(['ReadOnly'])
    expect(await add()).toMatchObject({ status: 400, json: { message: 'userName is a user already.' } })
    expect((await roles()).status).toBe(200)
    expect((await of()).roles).toEqual(['DepartmentAdmin', 'SystemUser'])
    expect((await remove()).json).toEqual({ Message: 'Success', DeletedFromDepartments: ['Service', 'Support'] })
    expect(await of()).toBeUndefined()
    for (const type of ['BOT', 'API']) {
      const userName = `${type.toLowerCase()}@staff.example`
      await call(
        'POST',
        `users/add?role=SystemUser&userType=${type}`,
        [{ userName, uniqueArgument: `crm-${type}` }],
        on,
      )
      const added = await call('GET', `users/getbyuniqueargument?uniqueArgument=crm-${type}`, undefined, on)
      expect(added.json).toMatchObject({ UserName: userName, type, status: 'Offline' })
      const { id } = await create(on)
      await call('PUT', `tickets/setowner/${id}?nextOwnerUserName=${userName}`, undefined, on)
      const { owner } = (await call('GET', `tickets/get/${id}`, undefined, on)).json
      expect(owner).toMatchObject({ UserName: userName, type, uniqueArgument: `crm-${type}` })
    }
    expect((await remove()).status).toBe(400)
    const owner = await call('DELETE', 'users/delete?userName=owner@staff.example', undefined, on)
    expect([owner.status, owner.json.message]).toEqual([400, expect.stringContaining('owner')])
    expect((await call('POST', 'users/setroles?userName=owner@staff.example', ['Boss'], on)).status).toBe(400)
  })

  test('PUT /users/setstatus, GET /users/getstatus, GET /users/statuslogs', async () => {
    const on = await glassix.desk()
    const numbers = { Offline: 1, Break: 2, Break2: 3, Break3: 4, Break4: 5, Break5: 6, Online: 10 }
    for (const [nextStatus, number] of Object.entries(numbers)) {
      expect((await call('PUT', 'users/setstatus', { nextStatus }, on)).status).toBe(200)
      const { json } = await call('GET', 'users/getstatus', undefined, on)
      expect(json).toEqual({ Status: nextStatus, _Status: number, uniqueArgument: null })
    }
    expect((await call('PUT', 'users/setstatus', { nextStatus: 'Away' }, on)).status).toBe(400)
    const day = new Date().toISOString().slice(0, 10).split('-').toReversed().join('/')
    const logs = await call('GET', `users/statuslogs?since=${day}&until=${day}`, undefined, on)
    expect(logs.json.map(({ nextStatus }: { nextStatus: string }) => nextStatus)).toEqual(Object.keys(numbers))
    const [first] = logs.json
    expect(first).toMatchObject({
      userName: 'dana@staff.example',
      dateTime: expect.stringMatching(/Z$/),
      doNotDisturb: false,
    })
    const ask = (query: string) => call('GET', `users/statuslogs?${query}`, undefined, on)
    expect((await ask(`since=${day}&until=${day}&userId=${first.userId}`)).json).toHaveLength(7)
    expect((await ask('since=01/01/2020&until=02/01/2020')).json).toEqual([])
    for (const query of [
      '',
      'since=2026-01-01&until=01/01/2026',
      `since=${day}&until=x`,
      `since=${day}&until=${day}&userId=x`,
    ]) {
      expect((await ask(query)).status).toBe(400)
    }
  })

  test('PUT /users/setuniqueargument, GET /users/getbyuniqueargument', async () => {
    const on = await glassix.desk()
    const set = await call('PUT', 'users/setuniqueargument', { nextUniqueArgument: 'crm-dana' }, on)
    expect([set.status, set.json.uniqueArgument]).toEqual([200, 'crm-dana'])
    const found = await call('GET', 'users/getbyuniqueargument?uniqueArgument=crm-dana', undefined, on)
    expect(found.json).toMatchObject({ UserName: 'dana@staff.example', uniqueArgument: 'crm-dana' })
    expect((await call('GET', 'users/getbyuniqueargument?uniqueArgument=x', undefined, on)).status).toBe(404)
    expect((await call('PUT', 'users/setuniqueargument', { nextUniqueArgument: 'x'.repeat(51) }, on)).status).toBe(400)
  })
})

/** What is committed is read a moment later. */
const poll = async (on: GlassixDesk, query: string, count: number) => {
  const all: Got[] = []
  await until(async () => {
    const got = await call('GET', `webhooks/getevents${query}`, undefined, on)
    expect(got.status, got.text).toBe(200)
    all.push(...got.json)
    return all.length >= count
  })
  return all
}

describe('Polling for events', () => {
  const TICKET = { uniqueArgument: 'crm-5', transactions: [{ text: 'Hello' }] }
  test('GET /webhooks/getevents: what happened, with queueReceiptHandle, queueMessageId and the uniqueArgument', async () => {
    const on = await glassix.desk()
    const { id } = await create(on, TICKET)
    await call('PUT', `tickets/setstate/${id}?nextState=Closed`, {}, on)
    await call('PUT', 'users/setstatus', { nextStatus: 'Break2' }, on)
    const events = await poll(on, '', 3)
    expect(events.map(({ changes }) => changes.map(({ _event }) => _event))).toEqual([
      ['NEW_TICKET', 'NEW_MESSAGE'],
      ['TICKET_STATE_CHANGE'],
      ['USER_STATUS_CHANGE'],
    ])
    expect(events[0]).toMatchObject({
      key: expect.stringMatching(/^[0-9a-f-]{36}$/),
      dateTime: expect.stringMatching(/Z$/),
      queueReceiptHandle: expect.any(String),
      queueMessageId: expect.any(String),
      changes: [
        { ticketId: id, uniqueArgument: 'crm-5', ticket: { id, departmentId: on.apiKey, state: 'Open' } },
        { transaction: { text: 'Hello', fromParticipant: { type: 'Client' } } },
      ],
    })
    expect(events[1]?.changes[0]).toMatchObject({ ticketState: 'Closed', ticket: { id, state: 'Closed' } })
    expect(events[2]?.changes[0]).toMatchObject({ userName: 'dana@staff.example', userStatus: 'Break2' })
    expect((await call('GET', 'webhooks/getevents?deleteEvents=true', undefined, on)).json).toEqual([])
  })

  test('deleteEvents=false: an event comes again until POST /webhooks/deleteevents', async () => {
    const on = await glassix.desk()
    await create(on, TICKET)
    const again = () =>
      lodge.store.pool.query('update event_lease set leased_until = now() where desk_id = $1', [on.id])
    const first = await poll(on, '?deleteEvents=false', 1)
    await again()
    expect(await poll(on, '?deleteEvents=False', 1)).toEqual(first)
    expect((await call('POST', 'webhooks/deleteevents', first, on)).status).toBe(200)
    await again()
    expect((await call('GET', 'webhooks/getevents?deleteEvents=false', undefined, on)).json).toEqual([])
    expect((await call('POST', 'webhooks/deleteevents', { x: 1 }, on)).status).toBe(400)
  })

  test('enableWebhook=false: nobody is told of the ticket; nor of another department’s', async () => {
    const on = await glassix.desk()
    const other = await glassix.pair(on, 'Sales', 'Sam')
    await create(on, { enableWebhook: false })
    await create(other)
    const { id } = await create(on)
    const [event] = await poll(on, '', 1)
    expect(event?.changes[0]?.ticketId).toBe(id)
  })
})

describe('Webhooks', () => {
  test('the same events by POST, signed both ways with the pair’s secret', async () => {
    const on = await glassix.desk()
    const outbound = openOutbound({ allow: ['127.0.0.1/32'] })
    const format = glassixFormat('https://help.example.com')
    const jobs = await startJobs(lodge.lodge, [webhookChannel(outbound, { glassix: format })])
    const receiver = await startReceiver()
    const made = await lodge.call(on.token, 'POST', '/v1/webhooks', {
      url: receiver.url,
      format: 'glassix',
      secret: on.apiSecret,
      department_id: on.departmentId,
    })
    expect(made.status, made.text).toBe(201)
    const { id } = await create(on, { uniqueArgument: 'crm-6' })
    await until(async () => receiver.received.length > 0)
    const { headers, body } = receiver.received[0]!
    const mac = (text: string) => `sha1=${createHmac('sha1', on.apiSecret).update(text).digest('hex')}`
    expect(headers).toMatchObject({
      'x-hub-signature': mac(body),
      'x-glassix-auth-signature': mac(String(headers['x-glassix-auth-date'])),
      'x-glassix-auth': mac(String(headers['x-glassix-auth-date'])),
    })
    expect(JSON.parse(body)).toMatchObject({
      changes: [
        { _event: 'NEW_TICKET', ticketId: id, uniqueArgument: 'crm-6', ticket: { id, departmentId: on.apiKey } },
      ],
    })
    await jobs.stop()
    outbound.close()
    await receiver.close()
  })
})

describe('Contacts', () => {
  const contactOf = async (on = desk) => (await create(on)).participants[0].contactId

  test('GET /contacts/get/{guid}', async () => {
    const on = await glassix.desk()
    const id = await contactOf(on)
    expect((await call('GET', `contacts/get/${id}`, undefined, on)).json).toEqual({
      id,
      name: 'David Gilmour',
      identifiers: [
        {
          id: expect.any(Number),
          contactId: id,
          identifierType: 'MailAddress',
          identifier: CLIENT.identifier,
          lastAccessed: expect.stringMatching(/Z$/),
          isVerified: false,
          isDeleted: false,
          isScrambled: false,
        },
      ],
      uniqueArgument: null,
      imageFileIdentifier: null,
      imageUri: null,
      creationDateTime: expect.stringMatching(/Z$/),
      updateDateTime: expect.stringMatching(/Z$/),
      isDeleted: false,
      isScrambled: false,
      tags: [],
    })
  })

  test('PUT /contacts/setname: at most 25 characters', async () => {
    const id = await contactOf()
    expect((await call('PUT', `contacts/setname/${id}`, { nextName: 'x'.repeat(25) })).status).toBe(200)
    expect((await call('GET', `contacts/get/${id}`)).json.name).toBe('x'.repeat(25))
    for (const nextName of ['x'.repeat(26), '', null]) {
      expect((await call('PUT', `contacts/setname/${id}`, { nextName })).status).toBe(400)
    }
  })

  test('PUT /contacts/setuniqueargument: at most 50 characters, another one in its place the next time', async () => {
    const on = await glassix.desk()
    const id = await contactOf(on)
    for (const nextUniqueArgument of ['crm-1', 'crm-2', 'crm-2']) {
      const set = await call('PUT', `contacts/setuniqueargument/${id}`, { nextUniqueArgument }, on)
      expect(set.json).toEqual({ Message: 'Success', uniqueArgument: nextUniqueArgument })
    }
    expect((await call('GET', `contacts/get/${id}`, undefined, on)).json.uniqueArgument).toBe('crm-2')
    const long = await call('PUT', `contacts/setuniqueargument/${id}`, { nextUniqueArgument: 'x'.repeat(51) }, on)
    expect(long.status).toBe(400)
  })

  test('POST /contacts/addidentifier, DELETE /contacts/deleteidentifier', async () => {
    const on = await glassix.desk()
    const id = await contactOf(on)
    const path = `contacts/addidentifier/${id}`
    const given = [
      ['PhoneNumber', '972501234567'],
      ['MailAddress', 'second@example.com'],
      ['FacebookId', '10001'],
      ['InstagramId', '10002'],
      ['Web', 'visitor-1'],
    ]
    const second = { identifierType: 'PhoneNumber', identifier: '+972507654321' }
    expect((await call('POST', path, second, on)).status).toBe(200)
    for (const [identifierType, identifier] of given) {
      expect((await call('POST', path, { identifierType, identifier, forceMerge: false }, on)).status).toBe(200)
    }
    const identifiers = async () => (await call('GET', `contacts/get/${id}`, undefined, on)).json.identifiers
    for (const [identifierType, identifier] of given) {
      expect(await identifiers()).toContainEqual(expect.objectContaining({ identifierType, identifier }))
    }
    for (const [identifierType, identifier] of [
      ['PhoneNumber', '+9725'],
      ['MailAddress', 'x'],
      ['Fax', '1'],
    ]) {
      expect((await call('POST', path, { identifierType, identifier }, on)).status).toBe(400)
    }
    const [first] = await identifiers()
    const remove = (one: number) =>
      call('DELETE', `contacts/deleteidentifier/${id}?contactIdentifierId=${one}`, undefined, on)
    expect((await remove(first.id)).status).toBe(200)
    expect(await identifiers()).toHaveLength(6)
    expect(await identifiers()).toContainEqual(expect.objectContaining({ identifier: '972507654321' }))
    expect((await remove(first.id)).status).toBe(400)
  })

  test('what is another contact’s is refused, or with forceMerge makes the two one', async () => {
    const on = await glassix.desk()
    const id = await contactOf(on)
    const other = await create(on, { participants: [{ ...CLIENT, identifier: 'other@example.com' }] })
    const given = { identifierType: 'MailAddress', identifier: 'other@example.com' }
    expect((await call('POST', `contacts/addidentifier/${id}`, given, on)).status).toBe(400)
    expect((await call('POST', `contacts/addidentifier/${id}`, { ...given, forceMerge: true }, on)).status).toBe(200)
    const merged = (await call('GET', `tickets/get/${other.id}`, undefined, on)).json
    expect(merged.participants[0].contactId).toBe(id)
  })

  test('404 for a contact of another desk, or none', async () => {
    const foreign = await contactOf(await glassix.desk())
    for (const id of [foreign, desk.apiKey, 'x']) {
      expect((await call('GET', `contacts/get/${id}`)).status).toBe(404)
      expect((await call('PUT', `contacts/setname/${id}`, { nextName: 'x' })).status).toBe(404)
    }
  })
})

describe('Tenants', () => {
  test('GET /tenants/isonline: a bare boolean by the department’s hours, without a token', async () => {
    const on = await glassix.desk()
    const ask = (query: string, host = 'localhost') =>
      lodge.app.inject({ method: 'GET', url: `/api/v1.2/tenants/isonline?${query}`, headers: { host } })
    const open = await ask(`departmentId=${on.apiKey}&protocolType=Web`)
    expect([open.statusCode, open.body, open.headers['content-type']]).toEqual([
      200,
      'true',
      expect.stringContaining('json'),
    ])
    const hours = await lodge.call(on.token, 'POST', '/v1/business-hours', {
      name: 'Never',
      time_zone: 'UTC',
      weekly: [{ day: 'monday', from: '09:00', to: '17:00' }],
      holidays: [{ name: 'Always', from: '2000-01-01', to: '2100-01-01', yearly: false }],
    })
    expect(hours.status, hours.text).toBe(201)
    await lodge.call(on.token, 'PATCH', `/v1/departments/${on.departmentId}`, { business_hours_id: hours.json.id })
    expect((await ask(`departmentId=${on.apiKey}`)).body).toBe('false')
    expect((await ask(`departmentId=${on.apiKey}`, `${on.slug}.localhost`)).statusCode).toBe(200)
    expect((await ask(`departmentId=${on.apiKey}`, `${desk.slug}.localhost`)).statusCode).toBe(404)
    expect((await ask('departmentId=11111111-1111-4111-8111-111111111111')).statusCode).toBe(404)
    expect((await ask('departmentId=x')).statusCode).toBe(400)
    expect((await ask(`departmentId=${on.apiKey}&protocolType=Fax`)).statusCode).toBe(400)
  })

  test('durationNet: of durationGross, what was in the department’s working hours', async () => {
    const on = await glassix.desk()
    const day = (name: string) => ({ day: name, from: '09:00', to: '17:00' })
    const hours = await lodge.call(on.token, 'POST', '/v1/business-hours', {
      name: 'Two days',
      time_zone: 'Asia/Jerusalem',
      weekly: [day('monday'), day('tuesday')],
      holidays: [],
    })
    await lodge.call(on.token, 'PATCH', `/v1/departments/${on.departmentId}`, { business_hours_id: hours.json.id })
    // Monday 10:00 to Tuesday 11:30 there.
    const times = { state: 'Closed', open: '2026-01-05T08:00:00Z', close: '2026-01-06T09:30:00Z' }
    const made = await create(on, times)
    const durations = { durationGross: '1.01:30:00', durationNet: '09:30:00' }
    expect(made).toMatchObject(durations)
    expect((await call('GET', `tickets/get/${made.id}`, undefined, on)).json).toMatchObject(durations)
    const again = `tickets/setstate/${made.id}?nextState=Closed&getTicket=true`
    expect((await call('PUT', again, {}, on)).json).toMatchObject(durations)
    const [event] = await poll(on, '', 1)
    expect(event?.changes[0]?.ticket).toMatchObject(durations)
    expect(await create(on)).toMatchObject({ durationGross: '00:00:00', durationNet: '00:00:00' })
  })

  test('GET /tenants/gettags: Name, Color, ParentTags, IsDeleted', async () => {
    const on = await glassix.desk()
    await create(on, { tags: ['vip'] })
    expect((await call('GET', 'tenants/gettags', undefined, on)).json).toEqual([
      { Name: 'vip', Color: null, ParentTags: [], IsDeleted: false },
    ])
  })
})

describe('Canned replies', () => {
  test('POST /cannedreplies/add, GET /cannedreplies/getall, DELETE /cannedreplies/delete; ids are ints', async () => {
    const on = await glassix.desk()
    const added = await call('POST', 'cannedreplies/add', { title: 'Hi', text: 'Hello!', categoryName: 'Start' }, on)
    expect(added.json).toEqual({
      id: expect.any(Number),
      title: 'Hi',
      text: 'Hello!',
      html: null,
      rank: 0,
      autoTags: [],
      categoryName: 'Start',
      culture: 'en-US',
    })
    expect(added.json.id).toBeLessThan(2 ** 31)
    await call('POST', 'cannedreplies/add', { title: 'Rich', html: '<b>Hello</b><script>x</script>' }, on)
    const all = (await call('GET', 'cannedreplies/getall', undefined, on)).json
    expect(all).toMatchObject([{ title: 'Hi' }, { title: 'Rich', text: null, html: '<b>Hello</b>' }])
    const remove = () => call('DELETE', `cannedreplies/delete?cannedReplyId=${all[0].id}`, undefined, on)
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 404])
    expect((await call('GET', 'cannedreplies/getall', undefined, on)).json).toHaveLength(1)
    expect((await call('POST', 'cannedreplies/add', { title: 'x' }, on)).status).toBe(400)
  })
})

describe('Documents, surveys and scrambling', () => {
  test('POST /tickets/pdf is application/pdf, POST /tickets/html text/html, with options or without a body', async () => {
    const { id } = await create(desk, { culture: 'he-IL' })
    await call('POST', `tickets/send/${id}`, { text: 'The answer' })
    await call('POST', `tickets/addnote/${id}`, { text: 'Among us' })
    const pdf = await call('POST', `tickets/pdf/${id}`)
    expect([pdf.status, pdf.headers['content-type'], pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
    const html = await call('POST', `tickets/html/${id}`, {})
    expect([html.status, html.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(html.text).toContain('The answer')
    expect(html.text).not.toContain('Among us')
    const whole = await call('POST', `tickets/html/${id}`, {
      includeDetails: true,
      includeConversationLink: true,
      includeNotes: true,
      fontSizeInPixels: 20,
      replaceContentId: true,
      showParticipantType: true,
    })
    expect(whole.text).toContain('Among us')
    expect(whole.text).toContain(`http://localhost:80/tickets/${id}`)
    expect((await call('POST', `tickets/pdf/${id}`, { fontSizeInPixels: 'big' })).status).toBe(400)
    expect((await call('POST', 'tickets/pdf/9999', {})).status).toBe(404)
  })

  test('POST /tickets/generatesurveylink: a link that takes the customer’s rating', async () => {
    const { id } = await create()
    const made = await call('POST', `tickets/generatesurveylink/${id}`, { surveyId: 73993, participantId: 1 })
    const { surveyLink } = made.json
    expect((await lodge.app.inject({ method: 'GET', url: new URL(surveyLink).pathname })).statusCode).toBe(200)
    for (const participantId of [0, null, undefined]) {
      const body = { surveyId: 1, participantId }
      expect((await call('POST', `tickets/generatesurveylink/${id}`, body)).json.surveyLink).toMatch(/^http/)
    }
    for (const participantId of [2, 9, 'x']) {
      const body = { surveyId: 1, participantId }
      expect((await call('POST', `tickets/generatesurveylink/${id}`, body)).status).toBe(400)
    }
  })

  test('DELETE /tickets/scramble, by an admin, removes the personal data, and says so in isScrambled', async () => {
    const on = await glassix.desk()
    const { id } = await create(on, { field2: 'secret', details: { location: 'Haifa' }, uniqueArgument: 'crm' })
    await call('POST', `tickets/send/${id}`, { text: 'Dear David' }, on)
    const refused = await call('DELETE', `tickets/scramble/${id}`, undefined, on)
    expect([refused.status, refused.json.message]).toEqual([403, expect.stringContaining('admin')])
    await lodge.call(on.token, 'PATCH', `/v1/members/${on.memberId}`, { role: 'admin' })
    expect((await call('DELETE', `tickets/scramble/${id}`, undefined, on)).status).toBe(200)
    const ticket = await call('GET', `tickets/get/${id}`, undefined, on)
    expect(ticket.json).toMatchObject({
      id,
      isScrambled: true,
      field1: '',
      field2: null,
      details: null,
      transactions: [],
    })
    for (const word of ['David', 'gilmour', 'secret', 'Haifa', 'crm']) expect(ticket.text).not.toContain(word)
    expect(JSON.stringify(await eventsOf(lodge, on, 'ticket.created'))).not.toMatch(/gilmour|secret|Haifa/)
  })
})
