import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startJobs } from '../../../src/jobs/start.ts'
import { until } from '../../support/feed.ts'
import { type TestDesk, useLodge } from '../../support/lodge.ts'
import { key, tickitiToken } from './support.ts'

const lodge = useLodge()

const MARCUS = 'marcus@trailblazers-club.example'
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const open = async () => {
  const desk = await lodge.desk()
  const token = await tickitiToken(lodge, desk)
  const post = (path: string, body: unknown = {}, headers = {}) => lodge.call(token, 'POST', path, body, headers)
  const create = (data: object, more: object = {}) =>
    post(
      '/api/create_ticket',
      { originator_email_address: MARCUS, data: { subject: 'Cracked', content: 'It cracked.', ...data }, ...more },
      key(),
    )
  const respond = (fields: object) =>
    post('/api/v1/tickets/respond', { ticket_number: 1, from_email: MARCUS, content: 'More.', ...fields }, key())
  return { desk, token, post, create, respond }
}

describe('POST /api/v1/tickets/show and /api/v1/tickets/responses', () => {
  test('the ticket: ids as strings, the number a number, the priority "20", times of +00:00', async () => {
    const { desk, post, create } = await open()
    await create({})
    const shown = await post('/api/v1/tickets/show', { ticket_number: 1 })
    const ticket = (await lodge.call(desk.token, 'GET', '/v1/tickets/1')).json
    expect([shown.status, shown.json.ok]).toEqual([200, true])
    expect(shown.json.data.ticket).toEqual({
      id: ticket.id,
      number: 1,
      subject: 'Cracked',
      status: 'open',
      priority: '20',
      queue_id: ticket.department.id,
      originator_email: MARCUS,
      assigned_to_email: null,
      resolved: null,
      on_hold_until: null,
      created_at: expect.stringMatching(TIME),
      updated_at: expect.stringMatching(TIME),
    })
  })

  test('the responses: the oldest first, by whom, internal or not, as html and as text, with their files', async () => {
    const { desk, post, create, respond } = await open()
    await lodge.call(desk.token, 'POST', '/v1/members', { email: 'kim@acme.example', name: 'Kim', role: 'agent' })
    await create(
      { content: `<p>See <img src="data:image/png;base64,${PNG}"></p>` },
      { use_passed_originator_as_responder: true },
    )
    await respond({ from_email: 'kim@acme.example', content: '1 < 2\nyes', is_internal: true })
    const listed = await post('/api/v1/tickets/responses', { ticket_number: '000001' })
    const times = { created_at: expect.stringMatching(TIME), updated_at: expect.stringMatching(TIME) }
    const [file] = listed.json.data.responses[0].attachments
    expect([listed.status, listed.json]).toEqual([
      200,
      {
        ok: true,
        data: {
          ticket_number: 1,
          responses: [
            {
              id: expect.stringMatching(/^\d+$/),
              is_internal: false,
              is_pinned: false,
              staff_response: false,
              created_by_email: MARCUS,
              ...times,
              is_email_sourced: false,
              html: `<p>See <img src="cid:${file.id}" /></p>`,
              plain_text: 'See',
              attachments: [
                {
                  id: expect.stringMatching(/^\d+$/),
                  name: 'image-1.png',
                  mime_type: 'image/png',
                  sha256: createHash('sha256').update(Buffer.from(PNG, 'base64')).digest('hex'),
                  file_size: Buffer.from(PNG, 'base64').length,
                  is_inline: true,
                },
              ],
            },
            {
              id: expect.stringMatching(/^\d+$/),
              is_internal: true,
              is_pinned: false,
              staff_response: true,
              created_by_email: 'kim@acme.example',
              ...times,
              is_email_sourced: false,
              html: '1 &lt; 2<br>\nyes',
              plain_text: '1 < 2\nyes',
              attachments: [],
            },
          ],
        },
      },
    ])
    expect((await post('/api/v1/tickets/show', { ticket_number: 1 })).json.data.responses).toEqual(
      listed.json.data.responses,
    )
  })

  test('a first response that was not to be shown as the originator’s is the system’s', async () => {
    const { post, create } = await open()
    await create({})
    const [first] = (await post('/api/v1/tickets/responses', { ticket_number: 1 })).json.data.responses
    expect(first).toMatchObject({ staff_response: true, created_by_email: null })
  })

  test.each(['show', 'responses', 'attachment'])(
    '%s: 422 without a ticket_number, 404 not_found for none that there is',
    async (name) => {
      const { post } = await open()
      const rest = { response_attachment_id: '1', intent: 'review_ok' }
      const refused = await post(`/api/v1/tickets/${name}`, rest)
      expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, ['ticket_number']])
      const none = await post(`/api/v1/tickets/${name}`, { ...rest, ticket_number: 9 })
      expect([none.status, none.json]).toEqual([404, { ok: false, error: 'not_found', message: expect.any(String) }])
    },
  )

  test.each([
    [{ status: 'pending' }, 'open', {}],
    [{ status: 'snoozed', snoozed_until: '2090-06-04T00:00:00Z' }, 'on-hold', { on_hold_until: '2090-06-04' }],
    [{ status: 'resolved' }, 'closed', { resolved: expect.stringMatching(TIME) }],
    [{ status: 'closed' }, 'closed', { resolved: expect.stringMatching(TIME) }],
    [{ status: 'spam' }, 'closed', {}],
  ])('%j is %s in Tickiti', async (change, status, more) => {
    const { desk, post, create } = await open()
    await create({})
    await lodge.call(desk.token, 'PATCH', '/v1/tickets/1', change)
    expect((await post('/api/v1/tickets/show', { ticket_number: 1 })).json.data.ticket).toMatchObject({
      status,
      ...more,
    })
  })
})

test('is_email_sourced: the response itself came by mail, whatever its ticket came by', async () => {
  const { desk, post, create, respond } = await open()
  await create({})
  await respond({})
  await lodge.store.pool.query(
    `insert into message_mail (desk_id, ticket_id, message_id, inbound_mail_id, is_public, shown)
     select desk_id, ticket_id, max(id), 1, true, '{}' from message where desk_id = $1 group by 1, 2`,
    [desk.id],
  )
  const { responses } = (await post('/api/v1/tickets/responses', { ticket_number: 1 })).json.data
  expect(responses.map((one: { is_email_sourced: boolean }) => one.is_email_sourced)).toEqual([false, true])
})

describe('POST /api/v1/tickets/attachment', () => {
  test('the file in base64, with its name, type, size and sha256; intent review_ok is required', async () => {
    const { post, create } = await open()
    await create({ content: `<img src="data:image/png;base64,${PNG}">` })
    const [response] = (await post('/api/v1/tickets/responses', { ticket_number: 1 })).json.data.responses
    const [file] = response.attachments
    const asked = { ticket_number: 1, response_attachment_id: file.id }
    const got = await post('/api/v1/tickets/attachment', { ...asked, intent: 'review_ok' })
    expect([got.status, got.json]).toEqual([
      200,
      { ok: true, data: { ...file, response_id: response.id, content_base64: PNG } },
    ])
    expect((await post('/api/v1/tickets/attachment', asked)).json.errors).toHaveProperty('intent')
    await create({})
    const elsewhere = await post('/api/v1/tickets/attachment', { ...asked, ticket_number: 2, intent: 'review_ok' })
    expect(elsewhere.status).toBe(404)
  })
})

describe('POST /api/v1/tickets/responses/query', () => {
  test('responses of all tickets, the oldest first, page by page by next_cursor, null at the end', async () => {
    const { post, create, respond } = await open()
    await create({})
    for (const content of ['b', 'c', 'd']) await respond({ content })
    const texts: string[] = []
    let cursor: unknown
    do {
      const page = await post('/api/v1/tickets/responses/query', { limit: 2, cursor, fields: ['plain_text'] })
      expect(page.json.ok).toBe(true)
      texts.push(...page.json.data.responses.map((one: { plain_text: string }) => one.plain_text))
      cursor = page.json.data.next_cursor
    } while (cursor !== null)
    expect(texts).toEqual(['It cracked.', 'b', 'c', 'd'])
  })

  test('200 a page without a limit, 1,000 at most', async () => {
    const { desk, post, create } = await open()
    await create({})
    await lodge.store.pool.query(
      `insert into message select (jsonb_populate_record(m, jsonb_build_object('id', m.id + n))).*
       from message m, generate_series(1, 1000) n where desk_id = $1`,
      [desk.id],
    )
    const length = async (body: object) =>
      (await post('/api/v1/tickets/responses/query', { fields: [], ...body })).json.data.responses.length
    expect([await length({}), await length({ limit: 1_000 })]).toEqual([200, 1_000])
  })

  test('by created_from and created_to, is_internal, staff_response, queue, queue_id and ticket_number', async () => {
    const { desk, post, create, respond } = await open()
    const { id } = (await lodge.call(desk.token, 'POST', '/v1/departments', { name: 'Returns' })).json
    await create({ content: 'one' })
    await create({ content: 'two', queue_name: 'Returns' }, { use_passed_originator_as_responder: true })
    await respond({ content: 'note', is_internal: true })
    const found = async (filter: object) => {
      const page = await post('/api/v1/tickets/responses/query', filter)
      return page.json.data.responses.map((one: { plain_text: string }) => one.plain_text)
    }
    expect(await found({})).toEqual(['one', 'two', 'note'])
    expect(await found({ is_internal: true })).toEqual(['note'])
    expect(await found({ staff_response: true })).toEqual(['one'])
    expect(await found({ queue: ['returns'] })).toEqual(['two'])
    expect(await found({ queue_id: [id], queue: ['Support'] })).toEqual([])
    expect(await found({ ticket_number: ['000001'] })).toEqual(['one', 'note'])
    expect(await found({ created_to: '2020-01-01' })).toEqual([])
    expect(await found({ created_from: '2020-01-01', created_to: '2090-01-01', include_deleted: true })).toHaveLength(3)
    const [row] = (await post('/api/v1/tickets/responses/query', { fields: [], limit: 1 })).json.data.responses
    expect(Object.keys(row)).toEqual([
      'ticket_id',
      'ticket_number',
      'id',
      'is_internal',
      'is_pinned',
      'staff_response',
      'created_by_email',
      'created_at',
      'updated_at',
      'is_email_sourced',
    ])
  })

  test.each([
    [{ limit: 0 }, 'limit'],
    [{ limit: 1001 }, 'limit'],
    [{ created_from: 'yesterday' }, 'created_from'],
    [{ cursor: { created_at: 'x', id: '1' } }, 'cursor.created_at'],
    [{ fields: ['raw'] }, 'fields.0'],
  ])('422 for %j', async (body, field) => {
    const { post } = await open()
    const refused = await post('/api/v1/tickets/responses/query', body)
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]])
  })
})

describe('POST /api/v1/tickets/query', () => {
  // What is said is found by the search index, which follows the event log.
  let stop: () => Promise<void>
  beforeAll(async () => {
    stop = (await startJobs(lodge.lodge)).stop
  })
  afterAll(() => stop?.())

  const fill = async () => {
    const made = await open()
    const { desk, create, respond } = made
    const call = (method: string, path: string, body: unknown) => lodge.call(desk.token, method, path, body)
    await call('POST', '/v1/departments', { name: 'Returns' })
    await call('POST', '/v1/members', { email: 'kim@acme.example', name: 'Kim Kay', role: 'agent' })
    await create({ subject: 'Sole worn off', content: 'After 100% of two weeks' })
    await create(
      { subject: 'Laces', content: 'Too short', queue_name: 'Returns' },
      { originator_email_address: 'eve@x.example' },
    )
    await create({ subject: 'Invoice', content: 'For the sole owner' })
    await respond({ ticket_number: 2, from_email: 'coach@x.example' })
    await call('PATCH', '/v1/tickets/1', { priority: 'high', assignee: 'kim@acme.example', tags: ['vip'] })
    await call('PATCH', '/v1/tickets/3', { status: 'closed' })
    const indexed = 'select from search_doc where desk_id = $1'
    await until(async () => (await lodge.store.pool.query(indexed, [desk.id])).rowCount === 4)
    return made
  }
  const numbers = async (
    post: (path: string, body?: unknown) => Promise<{ status: number; json: { number: number }[] }>,
    body: object,
  ) => {
    const answer = await post('/api/v1/tickets/query', body)
    expect([answer.status, Array.isArray(answer.json)]).toEqual([200, true])
    return answer.json.map(({ number }) => number).sort()
  }
  const by = (...criteria: [string, ...string[]][]) => ({
    search_object: { criteria: criteria.map(([mode, ...tokens]) => ({ mode, tokens })) },
  })

  test('an array of rows; without anything asked for, the perspective "All"', async () => {
    const { post } = await fill()
    expect(await numbers(post, {})).toEqual([1, 2, 3])
    expect(await numbers(post, { search_object: { search_perspective: 'All' } })).toEqual([1, 2, 3])
    const row = (await post('/api/v1/tickets/query', by(['ticket_number', '1']))).json[0]
    expect(row).toMatchObject({
      number: 1,
      subject: 'Sole worn off',
      status: 'open',
      priority: '30',
      queue: 'Support',
      assigned_to_email: 'kim@acme.example',
      hashtags: ['vip'],
    })
  })

  test('every mode finds what it names, and nothing else', async () => {
    const { desk, post } = await fill()
    const { watchlist } = (await post('/api/v1/settings/watchlists/create', { name: 'Shoes', shared: true })).json
    await post('/api/v1/settings/watchlists/add-tickets', { watchlist_id: watchlist.id, ticket_ids: ['2'] })
    await lodge.call(desk.token, 'PATCH', '/v1/tickets/2', { status: 'snoozed', snoozed_until: '2090-01-01T00:00:00Z' })
    const cases: [string, string, number[]][] = [
      ['subject', 'SOLE', [1]],
      ['content', 'sole', [3]],
      ['content', '100%', [1]],
      ['content', '_wo', []],
      ['content', 'Tóo sho', [2]],
      ['content', 'short too', []],
      ['content', 'eve', []],
      ['content', '%', []],
      ['subject_content', 'sole', [1, 3]],
      ['assigned', 'kim@acme.example', [1]],
      ['assigned', 'Kim Kay', [1]],
      ['assigned', 'unassigned', [2, 3]],
      ['participant', 'coach@x.example', [2]],
      ['participant', 'EVE@x.example', [2]],
      ['priority', '30', [1]],
      ['raised', MARCUS, [1, 3]],
      ['raised', 'coach@x.example', []],
      ['queue', 'returns', [2]],
      ['status', 'closed', [3]],
      ['status', 'on-hold', [2]],
      ['watchlist', 'Shoes', [2]],
      ['watchlist', watchlist.id, [2]],
      ['hashtag', '#VIP', [1]],
      ['ticket_number', '000002', [2]],
      ['created_from', '2020-01-01', [1, 2, 3]],
      ['created_to', '2020-01-01', []],
      ['updated_from', '2090-01-01T00:00:00Z', []],
      ['updated_to', '2090-01-01', [1, 2, 3]],
    ]
    for (const [mode, token, found] of cases) {
      expect([mode, token, await numbers(post, by([mode, token]))]).toEqual([mode, token, found])
    }
  })

  test('the same mode is OR, different modes are AND', async () => {
    const { post } = await fill()
    expect(await numbers(post, by(['subject', 'laces', 'invoice']))).toEqual([2, 3])
    expect(await numbers(post, by(['subject', 'laces'], ['subject', 'invoice']))).toEqual([2, 3])
    expect(await numbers(post, by(['subject_content', 'sole'], ['status', 'closed']))).toEqual([3])
    expect(await numbers(post, by(['subject', 'laces'], ['status', 'closed']))).toEqual([])
  })

  test('a perspective by id or name: its filter, its columns, and the criteria besides', async () => {
    const { desk, post } = await fill()
    const view = {
      name: 'Mine',
      shared: true,
      filter: { status: ['open'] },
      sort: '-updated',
      columns: ['number', 'subject', 'requester'],
    }
    const { id } = (await lodge.call(desk.token, 'POST', '/v1/views', view)).json
    expect(await numbers(post, { perspective_id: id })).toEqual([1, 2])
    expect(await numbers(post, { search_object: { search_perspective: 'mine' } })).toEqual([1, 2])
    const asked = { search_object: { search_perspective_id: id, ...by(['subject', 'laces']).search_object } }
    const { json } = await post('/api/v1/tickets/query', asked)
    expect(json).toEqual([
      {
        id: expect.any(String),
        number: 2,
        ticket_number: 2,
        subject: 'Laces',
        originator_email: 'eve@x.example',
        originator_name: '',
      },
    ])
    expect((await post('/api/v1/tickets/query', { perspective_id: '1' })).status).toBe(404)
  })

  test.each([
    [by(['shoe', 'x']), 'search_object.criteria.0.mode'],
    [by(['status', 'lost']), 'search_object.criteria.status'],
    [by(['priority', 'x']), 'search_object.criteria.priority'],
    [by(['created_from', 'x']), 'search_object.criteria.created_from'],
    [by(['ticket_number', 'x']), 'search_object.criteria.ticket_number'],
    [{ search_object: { criteria: [{ mode: 'subject' }] } }, 'search_object.criteria.0.tokens'],
  ])('422 for %j', async (body, field) => {
    const { post } = await open()
    const refused = await post('/api/v1/tickets/query', body)
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]])
  })
})

describe('One core', () => {
  const everywhere = async (desk: TestDesk, token: string) => {
    const headoni = (await lodge.call(desk.token, 'GET', '/api/v1/tickets/1')).json.ticket
    const own = (await lodge.call(desk.token, 'GET', '/v1/tickets/1')).json
    const tickiti = (await lodge.call(token, 'POST', '/api/v1/tickets/show', { ticket_number: 1 })).json.data
    return { headoni, own, tickiti }
  }

  test('a ticket made here is read by Headoni’s contract and /v1', async () => {
    const { desk, token, create } = await open()
    await create({})
    const { headoni, own } = await everywhere(desk, token)
    expect(headoni).toMatchObject({
      subject: 'Cracked',
      priority: 'normal',
      status: { internalType: 'open' },
      requester: { email: MARCUS },
      messages: [{ authorKind: 'end_user', bodyMd: 'It cracked.' }],
    })
    expect(own).toMatchObject({ subject: 'Cracked', status: 'open', priority: 'normal', requester: { email: MARCUS } })
  })

  test('tickets made by Headoni’s contract, Halo’s and /v1 are read here', async () => {
    const { desk, token, post } = await open()
    const send = (path: string, body: object) => lodge.call(desk.token, 'POST', path, body)
    await send('/api/v1/tickets', { email: MARCUS, subject: 'By Headoni', body: 'I **loop**', priority: 'urgent' })
    await send('/api/sdk/tickets/create', { email: MARCUS, subject: 'By Halo', message: 'Hi', description: 'Hi' })
    await send('/v1/tickets', { requester: { email: MARCUS }, subject: 'By us', body: 'Hi', status: 'pending' })
    const { tickiti } = await everywhere(desk, token)
    expect(tickiti).toMatchObject({
      ticket: { subject: 'By Headoni', status: 'open', priority: '40', originator_email: MARCUS },
      responses: [
        {
          plain_text: 'I loop',
          html: '<p>I <strong>loop</strong></p>\n',
          created_by_email: MARCUS,
          staff_response: false,
        },
      ],
    })
    const rows = (await post('/api/v1/tickets/query', {})).json
    expect(rows.map((row: { subject: string; status: string }) => [row.subject, row.status])).toEqual([
      ['By us', 'open'],
      ['By Halo', 'open'],
      ['By Headoni', 'open'],
    ])
  })
})
