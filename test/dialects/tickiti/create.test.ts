import { describe, expect, test } from 'vitest'
import { readUntil } from '../../support/feed.ts'
import { type TestDesk, useLodge } from '../../support/lodge.ts'
import { countAll, key, tickitiToken } from './support.ts'

const lodge = useLodge()

const BODY = {
  originator_email_address: 'marcus@trailblazers-club.example',
  data: {
    queue_name: 'Returns',
    subject: 'Carbon plate cracked on first marathon',
    content: 'The Vapor Pro 3 plate snapped at mile 14 of Berlin Marathon. Order SP-2412-0489.',
  },
}
const { queue_name: _, ...FREE } = BODY.data
const PLAIN = { ...BODY, data: FREE }

/** Both generations have the one controller. */
const PATHS = ['/api/create_ticket', '/api/v1/tickets']

const open = async () => {
  const desk = await lodge.desk()
  await lodge.call(desk.token, 'POST', '/v1/departments', { name: 'Returns' })
  return { desk, token: await tickitiToken(lodge, desk) }
}
const create = (token: string, body: unknown, headers = key(), path = '/api/create_ticket') =>
  lodge.call(token, 'POST', path, body, headers)
const read = async (desk: TestDesk, number = 1) => (await lodge.call(desk.token, 'GET', `/v1/tickets/${number}`)).json
const createdEvent = async (desk: TestDesk) =>
  (await readUntil(lodge, desk, 1, '', '&types=ticket.created')).data[0]?.data

describe('POST /api/create_ticket and /api/v1/tickets', () => {
  test.each(PATHS)('200 at %s with the queue and what was used, and nothing else: no number, no id', async (path) => {
    const { token } = await open()
    const made = await create(token, BODY, key(), path)
    expect([made.status, made.json]).toEqual([
      200,
      {
        ok: true,
        data: {
          queue: 'Returns',
          used_template: false,
          used_intervention: false,
          used_private_template: false,
          used_public_template: false,
        },
      },
    ])
  })

  test('the originator is made on first use; the ticket is Open, of the default priority, with a public first response', async () => {
    const { desk, token } = await open()
    await create(token, BODY)
    expect(await read(desk)).toMatchObject({
      subject: BODY.data.subject,
      status: 'open',
      priority: 'normal',
      department: { name: 'Returns' },
      requester: { email: 'marcus@trailblazers-club.example' },
      source: 'API Via test',
      messages: [{ public: true, text: BODY.data.content }],
    })
    await create(token, { ...PLAIN, originator_email_address: ' Marcus@Trailblazers-Club.example ' })
    expect((await read(desk, 2)).requester).toEqual((await read(desk)).requester)
    expect(await countAll(lodge, desk)).toMatchObject({ tickets: 2, contacts: 1 })
  })

  test('queue_name: by name in any case, in data or beside it or both; Inbox, or none, is the default queue', async () => {
    const { token } = await open()
    const queueOf = async (body: unknown) => (await create(token, body)).json.data.queue
    expect(await queueOf({ ...PLAIN, queue_name: 'returns' })).toBe('Returns')
    expect(await queueOf({ ...BODY, queue_name: 'Returns' })).toBe('Returns')
    expect(await queueOf(PLAIN)).toBe('Support')
    expect(await queueOf({ ...PLAIN, queue_name: 'Inbox' })).toBe('Support')
  })

  test('data may be nested once more: data.data', async () => {
    const { desk, token } = await open()
    expect((await create(token, { ...BODY, data: { data: BODY.data } })).json.data.queue).toBe('Returns')
    expect((await read(desk)).subject).toBe(BODY.data.subject)
  })

  test('is_public false: the first response is for staff only, and the originator is not told', async () => {
    const { desk, token } = await open()
    await create(token, { ...PLAIN, is_public: false })
    expect((await read(desk)).messages).toMatchObject([{ public: false }])
    expect(await createdEvent(desk)).toMatchObject({ options: { notify: { requester: false, team: true } } })
  })

  test('the originator gets a notification mail', async () => {
    const { desk, token } = await open()
    await create(token, PLAIN)
    expect(await createdEvent(desk)).toMatchObject({ options: { notify: { requester: true, team: true } } })
  })

  test('use_passed_originator_as_responder: the originator is shown as the author, else whose token filed it', async () => {
    const { desk, token } = await open()
    await create(token, { ...PLAIN, use_passed_originator_as_responder: true })
    await create(token, PLAIN)
    expect((await read(desk, 1)).metadata).toEqual({})
    expect((await read(desk, 2)).metadata).toEqual({ submitted_by: 'test' })
  })

  test('content is html where it has any, made safe; plain text stays as it is', async () => {
    const { desk, token } = await open()
    const send = (content: string) => create(token, { ...PLAIN, data: { ...FREE, content } })
    await send('<p>Hello <b>there</b></p><script>alert(1)</script>')
    await send('1 < 2\nand 3 > 2')
    expect((await read(desk, 1)).messages[0]).toMatchObject({ format: 'html', html: '<p>Hello <b>there</b></p>' })
    expect((await read(desk, 2)).messages[0]).toMatchObject({ format: 'text', text: '1 < 2\nand 3 > 2' })
  })

  test('images within the content become attachments of the message, named by cid', async () => {
    const { desk, token } = await open()
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const content = `<p>See <img src="data:image/png;base64,${png}" alt="a"> and <img src='data:image/png;base64,${png}'></p>`
    const headers = key()
    await create(token, { ...PLAIN, data: { ...FREE, content } }, headers)
    const [message] = (await read(desk)).messages
    const [one, two] = message.attachments
    expect(message.attachments).toMatchObject([
      { name: 'image-1.png', media_type: 'image/png' },
      { name: 'image-2.png', media_type: 'image/png' },
    ])
    expect(message.html).toBe(`<p>See <img alt="a" src="cid:${one.id}" /> and <img src="cid:${two.id}" /></p>`)
    const before = await countAll(lodge, desk)
    const again = await create(token, { ...PLAIN, data: { ...FREE, content } }, headers)
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([200, 'true'])
    expect(await countAll(lodge, desk)).toEqual(before)
  })

  test('a content is at most 50,000 characters, its images not counted', async () => {
    const { token } = await open()
    const send = (content: string) => create(token, { ...PLAIN, data: { ...FREE, content } })
    expect((await send('🎫'.repeat(50_000))).status).toBe(200)
    expect((await send('🎫'.repeat(50_001))).json.errors).toEqual({
      'data.content': ['data.content must be at most 50000 characters'],
    })
    const image = `<img src="data:image/png;base64,${'A'.repeat(2_000_000)}">`
    expect((await send(image)).status).toBe(200)
  })

  test('who is on the blocklist is answered the same, and no ticket is made', async () => {
    const { desk, token } = await open()
    await lodge.call(desk.token, 'PUT', '/v1/blocklist', { value: 'trailblazers-club.example' })
    const made = await create(token, BODY)
    expect([made.status, made.json.data.queue]).toEqual([200, 'Returns'])
    expect(await countAll(lodge, desk)).toMatchObject({ tickets: 0 })
  })

  test('a field that is not listed is ignored', async () => {
    const { token } = await open()
    expect((await create(token, { ...PLAIN, extra: { deep: true }, data: { ...FREE, more: 1 } })).status).toBe(200)
  })
})

describe('Idempotency-Key', () => {
  test.each(PATHS)('422 on errors.idempotency_key without the header at %s, and nothing is written', async (path) => {
    const { desk, token } = await open()
    const before = await countAll(lodge, desk)
    for (const headers of [{}, { 'idempotency-key': 'x'.repeat(256) }, { 'idempotency-key': '' }]) {
      const refused = await create(token, PLAIN, headers as Record<string, string>, path)
      expect([refused.status, refused.json]).toEqual([
        422,
        {
          ok: false,
          error: 'validation_failed',
          message: expect.any(String),
          errors: { idempotency_key: [expect.stringMatching(/^idempotency_key .*255 characters/)] },
        },
      ])
    }
    expect(await countAll(lodge, desk)).toEqual(before)
    expect((await create(token, PLAIN, { 'idempotency-key': 'x'.repeat(255) }, path)).status).toBe(200)
  })

  test.each(PATHS)(
    'the same key and payload at %s is the first answer byte for byte, marked as replayed',
    async (path) => {
      const { desk, token } = await open()
      const headers = key()
      const first = await create(token, BODY, headers, path)
      await lodge.call(desk.token, 'PATCH', '/v1/tickets/1', { department: 'Support' })
      const again = await create(token, BODY, headers, path)
      expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([200, first.text, 'true'])
      expect(await countAll(lodge, desk)).toMatchObject({ tickets: 1 })
    },
  )

  test('409 idempotency_key_conflict for another payload under the key; another key runs again', async () => {
    const { desk, token } = await open()
    const headers = key()
    await create(token, BODY, headers)
    const other = await create(token, { ...BODY, is_public: false }, headers)
    expect([other.status, other.json]).toEqual([
      409,
      { ok: false, error: 'idempotency_key_conflict', message: expect.any(String) },
    ])
    expect((await create(token, BODY)).status).toBe(200)
    expect(await countAll(lodge, desk)).toMatchObject({ tickets: 2 })
  })

  test('two requests in flight with one key make one ticket', async () => {
    const { desk, token } = await open()
    const headers = key()
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(token, BODY, headers)))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers.filter((one) => one.headers['idempotency-replayed'] === 'true')).toHaveLength(7)
    expect(await countAll(lodge, desk)).toMatchObject({ tickets: 1 })
  })

  test('a 422 is not stored: the mended request may use its key', async () => {
    const { token } = await open()
    const headers = key()
    expect((await create(token, { ...BODY, data: { ...BODY.data, queue_name: 'Nowhere' } }, headers)).status).toBe(422)
    expect((await create(token, BODY, headers)).status).toBe(200)
  })
})

describe('422 validation_failed', () => {
  test.each([
    ['no originator', { data: FREE }, 'originator_email_address'],
    ['an originator that is no address', { ...PLAIN, originator_email_address: 'marcus' }, 'originator_email_address'],
    ['no payload at all', { ...BODY, data: undefined }, 'data.subject'],
    ['a subject without content', { ...BODY, data: { subject: 'x' } }, 'data.content'],
    ['content without a subject', { ...BODY, data: { content: 'x' } }, 'data.subject'],
    ['an empty subject', { ...PLAIN, data: { ...FREE, subject: '  ' } }, 'data.subject'],
    ['a subject of 501 characters', { ...PLAIN, data: { ...FREE, subject: 'x'.repeat(501) } }, 'data.subject'],
    ['content that is no text', { ...PLAIN, data: { ...FREE, content: 5 } }, 'data.content'],
    ['two payloads: free text and a template', { ...PLAIN, template_identifier: 't' }, 'template_identifier'],
    ['two payloads: free text and an intervention', { ...PLAIN, intervention: 'i', uid: 'u' }, 'intervention'],
    [
      'two payloads: a template and an intervention',
      { ...PLAIN, data: {}, template_identifier: 't', intervention: 'i', uid: 'u' },
      'intervention',
    ],
    ['an intervention without uid', { ...PLAIN, data: {}, intervention: 'i' }, 'uid'],
    [
      'queue_name with an intervention',
      { ...PLAIN, data: { queue_name: 'Returns' }, intervention: 'i', uid: 'u' },
      'data.queue_name',
    ],
    ['an unknown queue', { ...PLAIN, queue_name: 'Nowhere' }, 'queue_name'],
    ['an unknown queue in data', { ...PLAIN, data: { ...FREE, queue_name: 'Nowhere' } }, 'data.queue_name'],
    ['is_public that is no boolean', { ...PLAIN, is_public: 'yes' }, 'is_public'],
    [
      'use_passed_originator_as_responder that is no boolean',
      { ...PLAIN, use_passed_originator_as_responder: 1 },
      'use_passed_originator_as_responder',
    ],
    ['data that is no object', { ...PLAIN, data: 'x' }, 'data'],
    ['a body that is no object', [], 'body'],
  ])('%s', async (_what, body, field) => {
    const { desk, token } = await open()
    const before = await countAll(lodge, desk)
    const refused = await create(token, body)
    expect([refused.status, refused.json]).toEqual([
      422,
      { ok: false, error: 'validation_failed', message: expect.any(String), errors: expect.any(Object) },
    ])
    expect(Object.keys(refused.json.errors)).toContain(field)
    expect(await countAll(lodge, desk)).toEqual(before)
  })

  test('a body that is not JSON, or not said to be', async () => {
    const { token } = await open()
    expect((await create(token, '{')).json).toMatchObject({ error: 'validation_failed', errors: {} })
    const form = { ...key(), 'content-type': 'application/x-www-form-urlencoded' }
    expect((await create(token, 'a=b', form)).status).toBe(422)
  })
})
