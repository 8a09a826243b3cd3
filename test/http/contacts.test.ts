import { describe, expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const contactOf = async (desk: TestDesk, body: object) =>
  (await lodge.call(desk.token, 'PUT', '/v1/contacts', body)).json
const ticketOf = async (desk: TestDesk, requester: object, more: object = {}) =>
  (await lodge.call(desk.token, 'POST', '/v1/tickets', { requester, subject: 'Hello', ...more })).json

describe('GET /v1/contacts', () => {
  test('200 pages through all, the newest first', async () => {
    const desk = await lodge.desk()
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) ids.unshift((await contactOf(desk, { external_id: `u-${n}` })).id)
    const seen: string[] = []
    let cursor: string | null = ''
    for (let page = 0; cursor !== null; page += 1) {
      const answer = await lodge.call(desk.token, 'GET', `/v1/contacts?limit=2${cursor && `&cursor=${cursor}`}`)
      expect(answer.status).toBe(200)
      expect(answer.json.data).toHaveLength(page < 2 ? 2 : 1)
      seen.push(...answer.json.data.map(({ id }: { id: string }) => id))
      cursor = answer.json.next_cursor
    }
    expect(seen).toEqual(ids)
  })

  test('200 filters by address, external id, company and the beginning of a name or address', async () => {
    const desk = await lodge.desk()
    const ann = await contactOf(desk, { external_id: 'u-1', email: 'ann@example.com', name: 'Änne 100%' })
    const bob = await contactOf(desk, { email: 'bob@example.com', company: { external_id: 'c-1' }, name: 'ann_b' })
    await contactOf(desk, { email: 'carol@example.com', name: 'Carol' })
    const find = async (query: string) => {
      const answer = await lodge.call(desk.token, 'GET', `/v1/contacts?${query}`)
      return answer.json.data.map(({ id }: { id: string }) => id)
    }
    expect(await find('email=ANN@example.com')).toEqual([ann.id])
    expect(await find('external_id=u-1')).toEqual([ann.id])
    expect(await find('external_id=u-2')).toEqual([])
    expect(await find(`company=${bob.company.id}`)).toEqual([bob.id])
    expect(await find('q=ANN')).toEqual([bob.id, ann.id])
    expect(await find(`q=${encodeURIComponent('äNNE 100%')}`)).toEqual([ann.id])
    expect(await find('q=ann_')).toEqual([bob.id])
    expect(await find('q=%25')).toEqual([])
    expect(await find('q=ann&email=bob@example.com')).toEqual([bob.id])
  })

  test('200 pages through those that begin so, by name or by any address, each once', async () => {
    const desk = await lodge.desk()
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) {
      const said = n % 2 ? { name: `Ann ${n}` } : { email: `ann${n}@example.com` }
      ids.unshift((await contactOf(desk, { external_id: `u-${n}`, ...said })).id)
      await contactOf(desk, { external_id: `u-${n}`, email: `ann-too-${n}@example.com` })
      await contactOf(desk, { external_id: `b-${n}`, name: 'Bob' })
    }
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const answer = await lodge.call(desk.token, 'GET', `/v1/contacts?limit=2&q=ann${cursor && `&cursor=${cursor}`}`)
      seen.push(...answer.json.data.map(({ id }: { id: string }) => id))
      cursor = answer.json.next_cursor
    }
    expect(seen).toEqual(ids)
  })

  test('200 shows nothing of another desk', async () => {
    const [desk, other] = [await lodge.desk(), await lodge.desk()]
    const contact = await contactOf(other, { email: 'ann@example.com', company: { external_id: 'c' } })
    for (const query of ['', '?email=ann@example.com', `?company=${contact.company.id}`, '?q=ann']) {
      const answer = await lodge.call(desk.token, 'GET', `/v1/contacts${query}`)
      expect(answer.json).toEqual({ data: [], next_cursor: null })
    }
  })

  test.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['cursor=nonsense', 'cursor'],
    ['email=nobody', 'email'],
    ['company=abc', 'company'],
    ['nonsense=1', 'nonsense'],
  ])('400 %s', async (query, path) => {
    const desk = await lodge.desk()
    const answer = await lodge.call(desk.token, 'GET', `/v1/contacts?${query}`)
    expectProblem(answer, 400, 'invalid_query', path)
  })
})

describe('GET /v1/contacts/{id}', () => {
  test('200 counts the tickets of each status', async () => {
    const desk = await lodge.desk()
    const ann = await contactOf(desk, { email: 'ann@example.com' })
    await ticketOf(desk, { email: 'ann@example.com' })
    await ticketOf(desk, { email: 'ann@example.com' }, { status: 'pending' })
    await ticketOf(desk, { email: 'ann@example.com' }, { status: 'pending' })
    const got = await lodge.call(desk.token, 'GET', `/v1/contacts/${ann.id}`)
    expect(got.json.tickets).toEqual({ open: 1, pending: 2, snoozed: 0, resolved: 0, closed: 0, spam: 0 })
  })
})

describe('PATCH /v1/contacts/{id}', () => {
  test('200 changes what is given and leaves the rest', async () => {
    const desk = await lodge.desk()
    const ann = await contactOf(desk, { email: 'ann@example.com', name: 'Ann', culture: 'en', traits: { a: 1, b: 2 } })
    const company = await lodge.call(desk.token, 'POST', '/v1/companies', { name: 'Acme' })
    const changed = await lodge.call(desk.token, 'PATCH', `/v1/contacts/${ann.id}`, {
      traits: { a: null, c: 3 },
      company_id: company.json.id,
    })
    expect(changed.status).toBe(200)
    expect(changed.json).toMatchObject({ name: 'Ann', culture: 'en', company: { name: 'Acme', external_id: null } })
    expect(changed.json.traits).toEqual({ b: 2, c: 3 })
    const cleared = await lodge.call(desk.token, 'PATCH', `/v1/contacts/${ann.id}`, {
      name: '',
      culture: null,
      company_id: null,
    })
    expect(cleared.json).toMatchObject({ name: '', culture: null, company: null })
    const got = await lodge.call(desk.token, 'GET', `/v1/contacts/${ann.id}`)
    expect(got.json).toMatchObject(cleared.json)
    const events = await eventsOf(lodge, desk)
    expect(events.at(-1)).toEqual({ type: 'contact.updated', data: { contact: cleared.json } })
  })

  test('400 an empty change, an unknown or foreign company, traits too large', async () => {
    const [desk, other] = [await lodge.desk(), await lodge.desk()]
    const ann = await contactOf(desk, { email: 'ann@example.com', traits: { a: 'x'.repeat(15_000) } })
    const foreign = await lodge.call(other.token, 'POST', '/v1/companies', { name: 'Acme' })
    const patch = (body: object) => lodge.call(desk.token, 'PATCH', `/v1/contacts/${ann.id}`, body)
    expectProblem(await patch({}), 400, 'invalid_body')
    expectProblem(await patch({ email: 'x@example.com' }), 400, 'invalid_body', 'email')
    expectProblem(await patch({ company_id: foreign.json.id }), 400, 'company_not_found', 'company_id')
    expectProblem(await patch({ company_id: 'abc' }), 400, 'company_not_found', 'company_id')
    expectProblem(await patch({ traits: { b: 'x'.repeat(15_000) } }), 400, 'traits_too_large', 'traits')
  })
})

describe('POST /v1/contacts/{id}/identities', () => {
  test('201 adds one, 200 where it is theirs already', async () => {
    const desk = await lodge.desk()
    const ann = await contactOf(desk, { external_id: 'u-1' })
    const add = (body: object) => lodge.call(desk.token, 'POST', `/v1/contacts/${ann.id}/identities`, body)
    const added = await add({ kind: 'email', value: 'Ann@Example.com' })
    expect(added.status).toBe(201)
    expect(added.json).toMatchObject({ external_id: 'u-1', email: 'ann@example.com' })
    expect((await add({ kind: 'email', value: 'ann@example.com' })).status).toBe(200)
    expect((await add({ kind: 'phone', value: '+351 912-345-678' })).status).toBe(201)
    const channel = await add({ kind: 'channel', value: 'slack:U1' })
    expect(channel.json.identities).toEqual([
      { kind: 'external_id', value: 'u-1' },
      { kind: 'email', value: 'ann@example.com' },
      { kind: 'phone', value: '+351912345678' },
      { kind: 'channel', value: 'slack:U1' },
    ])
    const ticket = await ticketOf(desk, { email: 'ann@example.com' })
    expect(ticket.requester.id).toBe(ann.id)
    expect((await eventsOf(lodge, desk)).map(({ type }) => type)).toEqual([
      'contact.created',
      'contact.updated',
      'contact.updated',
      'contact.updated',
      'ticket.created',
    ])
  })

  test("409 another contact's, and not a word of whose", async () => {
    const desk = await lodge.desk()
    const ann = await contactOf(desk, { email: 'ann@example.com', name: 'Ann' })
    const bob = await contactOf(desk, { email: 'bob@example.com' })
    const refused = await lodge.call(desk.token, 'POST', `/v1/contacts/${bob.id}/identities`, {
      kind: 'email',
      value: 'ann@example.com',
    })
    expectProblem(refused, 409, 'identity_taken', 'value')
    expect(refused.text).not.toContain(ann.id)
    expect(refused.text).not.toContain('Ann')
  })

  test.each([
    [{ kind: 'email', value: 'nobody' }, 'value'],
    [{ kind: 'phone', value: 'x' }, 'value'],
    [{ kind: 'channel', value: '' }, 'value'],
    [{ kind: 'pigeon', value: 'x' }, 'kind'],
    [{ kind: 'email' }, 'value'],
  ])('400 %j', async (body, path) => {
    const desk = await lodge.desk()
    const ann = await contactOf(desk, { external_id: 'u-1' })
    const refused = await lodge.call(desk.token, 'POST', `/v1/contacts/${ann.id}/identities`, body)
    expectProblem(refused, 400, 'invalid_body', path)
  })
})

describe('DELETE /v1/contacts/{id}/identities/{kind}/{value}', () => {
  test('200 removes one in any spelling; the next of its kind is the primary one', async () => {
    const desk = await lodge.desk()
    const ann = await contactOf(desk, { external_id: 'u-1', email: 'ann@example.com' })
    await contactOf(desk, { external_id: 'u-1', email: 'ann@work.example' })
    const remove = (path: string) => lodge.call(desk.token, 'DELETE', `/v1/contacts/${ann.id}/identities/${path}`)
    const removed = await remove('email/Ann%40EXAMPLE.com')
    expect(removed.status).toBe(200)
    expect(removed.json).toMatchObject({ email: 'ann@work.example', identities: [{}, { value: 'ann@work.example' }] })
    expectProblem(await remove('email/ann@example.com'), 404, 'identity_not_found')
    expect((await remove('email/ann@work.example')).json.email).toBeNull()
    expectProblem(await remove('external_id/u-1'), 409, 'last_identity')
    const ticket = await ticketOf(desk, { email: 'ann@example.com' })
    expect(ticket.requester.id).not.toBe(ann.id)
  })

  test('200 an external id of 255 characters that all need escapes', async () => {
    const desk = await lodge.desk()
    const id = '/ü?%'.repeat(63)
    const ann = await contactOf(desk, { external_id: id, email: 'ann@example.com' })
    const path = `/v1/contacts/${ann.id}/identities/external_id/${encodeURIComponent(id)}`
    expect((await lodge.call(desk.token, 'DELETE', path)).json.external_id).toBeNull()
  })

  test("404 another contact's, a malformed one; 400 an unknown kind", async () => {
    const desk = await lodge.desk()
    const ann = await contactOf(desk, { email: 'ann@example.com' })
    await contactOf(desk, { email: 'bob@example.com' })
    const remove = (path: string) => lodge.call(desk.token, 'DELETE', `/v1/contacts/${ann.id}/identities/${path}`)
    expectProblem(await remove('email/bob@example.com'), 404, 'identity_not_found')
    expectProblem(await remove('email/nobody'), 404, 'identity_not_found')
    expect((await remove('pigeon/x')).status).toBe(400)
  })
})

describe('POST /v1/contacts/{id}/merge', () => {
  test('200 moves identities, tickets, messages and participations; the survivor wins', async () => {
    const desk = await lodge.desk()
    const old = await contactOf(desk, {
      external_id: 'u-1',
      email: 'ann@old.example',
      name: 'Ann Old',
      culture: 'pt-PT',
      traits: { plan: 'free', seats: 3 },
    })
    const ann = await contactOf(desk, { email: 'ann@example.com', traits: { plan: 'pro' } })
    const ticket = await ticketOf(desk, { email: 'ann@old.example' })
    const copied = await ticketOf(
      desk,
      { email: 'carol@example.com' },
      { participants: [{ email: 'ann@old.example' }, { email: 'ann@example.com' }, { email: 'dave@example.com' }] },
    )
    const cc = await ticketOf(desk, { email: 'carol@example.com' }, { participants: [{ email: 'ann@old.example' }] })
    const merged = await lodge.call(desk.token, 'POST', `/v1/contacts/${old.id}/merge`, { into: ann.id })
    expect(merged.status).toBe(200)
    expect(merged.json).toMatchObject({
      id: ann.id,
      external_id: 'u-1',
      email: 'ann@example.com',
      name: 'Ann Old',
      culture: 'pt-PT',
      traits: { plan: 'pro', seats: 3 },
      merged_into: null,
    })
    expect(merged.json.identities).toHaveLength(3)

    const rows = async (sql: string, id: string) => (await lodge.store.pool.query(sql, [desk.id, id])).rows
    expect(await rows('select contact_id from ticket where desk_id = $1 and id = $2', ticket.id)).toEqual([
      { contact_id: ann.id },
    ])
    expect(await rows('select author_id from message where desk_id = $1 and ticket_id = $2', ticket.id)).toEqual([
      { author_id: ann.id },
    ])
    const who = 'select contact_id from participant where desk_id = $1 and ticket_id = $2 and contact_id is not null'
    expect(await rows(who, copied.id)).toEqual([{ contact_id: ann.id }])
    expect(await rows(who, cc.id)).toEqual([{ contact_id: ann.id }])

    const gone = await lodge.call(desk.token, 'GET', `/v1/contacts/${old.id}`)
    expect(gone.status).toBe(200)
    expect(gone.json).toMatchObject({ id: old.id, merged_into: ann.id, identities: [], email: null, external_id: null })
    const listed = await lodge.call(desk.token, 'GET', '/v1/contacts?q=ann')
    expect(listed.json.data.map(({ id }: { id: string }) => id)).toEqual([ann.id])
    expect(await ticketOf(desk, { external_id: 'u-1' })).toMatchObject({ requester: { id: ann.id } })
    const events = (await eventsOf(lodge, desk)).filter(({ type }) => type.startsWith('contact.merged'))
    expect(events).toMatchObject([
      { data: { contact: { id: ann.id }, merged: { id: old.id, email: 'ann@old.example' } } },
    ])
  })

  test('a chain of merges leads to the last one', async () => {
    const desk = await lodge.desk()
    const [a, b, c] = [
      await contactOf(desk, { external_id: 'a' }),
      await contactOf(desk, { external_id: 'b' }),
      await contactOf(desk, { external_id: 'c' }),
    ]
    await lodge.call(desk.token, 'POST', `/v1/contacts/${a.id}/merge`, { into: b.id })
    await lodge.call(desk.token, 'POST', `/v1/contacts/${b.id}/merge`, { into: c.id })
    const first = await lodge.call(desk.token, 'GET', `/v1/contacts/${a.id}`)
    expect(first.json.merged_into).toBe(c.id)
  })

  test('one wins where two merge each other at once', async () => {
    const desk = await lodge.desk()
    const [a, b] = [await contactOf(desk, { external_id: 'a' }), await contactOf(desk, { external_id: 'b' })]
    const answers = await Promise.all([
      lodge.call(desk.token, 'POST', `/v1/contacts/${a.id}/merge`, { into: b.id }),
      lodge.call(desk.token, 'POST', `/v1/contacts/${b.id}/merge`, { into: a.id }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('400 into itself, into nobody, into a foreign one; 409 where one is merged or both know too much', async () => {
    const [desk, other] = [await lodge.desk(), await lodge.desk()]
    const [a, b, c] = [
      await contactOf(desk, { external_id: 'a' }),
      await contactOf(desk, { external_id: 'b', traits: { b: 'x'.repeat(15_000) } }),
      await contactOf(desk, { external_id: 'c', traits: { c: 'x'.repeat(15_000) } }),
    ]
    const foreign = await contactOf(other, { external_id: 'a' })
    const merge = (id: string, into: unknown) => lodge.call(desk.token, 'POST', `/v1/contacts/${id}/merge`, { into })
    expectProblem(await merge(a.id, a.id), 400, 'into_itself', 'into')
    expectProblem(await merge(a.id, foreign.id), 400, 'contact_not_found', 'into')
    expectProblem(await merge(a.id, 'x'), 400, 'contact_not_found', 'into')
    expectProblem(await merge(a.id, 7), 400, 'invalid_body', 'into')
    expectProblem(await merge(b.id, c.id), 409, 'merged_traits_too_large')
    expect((await merge(a.id, b.id)).status).toBe(200)
    expectProblem(await merge(a.id, c.id), 409, 'contact_merged')
    expectProblem(await merge(c.id, a.id), 409, 'contact_merged', 'into')
    expectProblem(await lodge.call(desk.token, 'PATCH', `/v1/contacts/${a.id}`, { name: 'x' }), 409, 'contact_merged')
  })
})

test("404 for a foreign desk's contact, an unknown and a malformed id alike", async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const theirs = await contactOf(other, { external_id: 'a', email: 'ann@example.com' })
  const ours = await contactOf(desk, { external_id: 'a' })
  for (const id of [theirs.id, '1', 'x', '99999999999999999999']) {
    const path = `/v1/contacts/${id}`
    for (const answer of [
      await lodge.call(desk.token, 'GET', path),
      await lodge.call(desk.token, 'PATCH', path, { name: 'x' }),
      await lodge.call(desk.token, 'POST', `${path}/merge`, { into: ours.id }),
      await lodge.call(desk.token, 'POST', `${path}/identities`, { kind: 'channel', value: 'x' }),
      await lodge.call(desk.token, 'DELETE', `${path}/identities/email/ann@example.com`),
    ]) {
      expectProblem(answer, 404, 'contact_not_found')
    }
  }
})

test('403 without the scope: reading needs contacts:read, changing contacts:write', async () => {
  const desk = await lodge.desk()
  const ann = await contactOf(desk, { external_id: 'a' })
  const [read, write] = [await lodge.token(desk, ['contacts:read']), await lodge.token(desk, ['contacts:write'])]
  const path = `/v1/contacts/${ann.id}`
  expect((await lodge.call(read, 'GET', path)).status).toBe(200)
  expectProblem(await lodge.call(write, 'GET', path), 403, 'insufficient_scope')
  expectProblem(await lodge.call(write, 'GET', '/v1/contacts'), 403, 'insufficient_scope')
  for (const [method, url, body] of [
    ['PATCH', path, { name: 'x' }],
    ['POST', `${path}/merge`, { into: '1' }],
    ['POST', `${path}/identities`, { kind: 'channel', value: 'x' }],
    ['DELETE', `${path}/identities/external_id/a`, undefined],
  ] as const) {
    expectProblem(await lodge.call(read, method, url, body), 403, 'insufficient_scope')
  }
})
