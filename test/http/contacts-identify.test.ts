import { describe, expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const identify = (token: string, body: unknown, headers = {}) => lodge.call(token, 'PUT', '/v1/contacts', body, headers)

describe('PUT /v1/contacts', () => {
  test('201 makes the contact and its company, with one event', async () => {
    const desk = await lodge.desk()
    const made = await identify(desk.token, {
      external_id: 'u-1',
      email: ' Ann@Bücher.example',
      phone: '00351 (912) 345-678',
      name: 'Ann',
      culture: 'pt-PT',
      traits: { plan: 'pro', seats: 3, gone: null },
      company: { external_id: 'c-1', name: 'Acme', domain: 'Acme.Example', traits: { tier: 1 } },
    })
    expect(made.status).toBe(201)
    expect(made.headers.location).toBe(`/v1/contacts/${made.json.id}`)
    expect(made.json).toMatchObject({
      external_id: 'u-1',
      email: 'ann@xn--bcher-kva.example',
      name: 'Ann',
      culture: 'pt-PT',
      traits: { plan: 'pro', seats: 3 },
      company: { external_id: 'c-1', name: 'Acme' },
      identities: [
        { kind: 'external_id', value: 'u-1' },
        { kind: 'email', value: 'ann@xn--bcher-kva.example' },
        { kind: 'phone', value: '+351912345678' },
      ],
      merged_into: null,
    })
    expect(made.json.last_seen_at).not.toBeNull()
    const events = await eventsOf(lodge, desk)
    expect(events.map(({ type }) => type)).toEqual(['contact.created'])
    expect(events[0]?.data.contact).toEqual(made.json)
    expect(events[0]?.data.company).toMatchObject({ name: 'Acme', domain: 'acme.example', traits: { tier: 1 } })
    const got = await lodge.call(desk.token, 'GET', `/v1/contacts/${made.json.id}`)
    expect(got.json).toMatchObject(made.json)
  })

  test('200 merges traits one level deep: new wins, null removes; a given name overwrites', async () => {
    const desk = await lodge.desk()
    const first = await identify(desk.token, {
      email: 'ann@example.com',
      name: 'Ann',
      traits: { plan: 'free', address: { city: 'Porto', zip: 1 }, old: true },
    })
    const second = await identify(desk.token, {
      email: 'ANN@example.com',
      name: 'Ann Lee',
      traits: { plan: 'pro', address: { city: 'Lisbon' }, old: null },
    })
    expect(second.status).toBe(200)
    expect(second.json).toMatchObject({ id: first.json.id, name: 'Ann Lee' })
    expect(second.json.traits).toEqual({ plan: 'pro', address: { city: 'Lisbon' } })
    const third = await identify(desk.token, { email: 'ann@example.com' })
    expect(third.json).toMatchObject({ name: 'Ann Lee', traits: second.json.traits })
    expect(third.json.last_seen_at > second.json.last_seen_at).toBe(true)
    expect(third.json.updated_at).toBe(second.json.updated_at)
    // Being seen is no news.
    expect((await eventsOf(lodge, desk)).map(({ type }) => type)).toEqual(['contact.created', 'contact.updated'])
  })

  test('200 by external id keeps the contact whose address differs, and adds the address', async () => {
    const desk = await lodge.desk()
    const first = await identify(desk.token, { external_id: 'u-1', email: 'ann@example.com' })
    const second = await identify(desk.token, { external_id: 'u-1', email: 'ann@work.example' })
    expect(second.json).toMatchObject({ id: first.json.id, email: 'ann@example.com' })
    expect(second.json.identities).toContainEqual({ kind: 'email', value: 'ann@work.example' })
  })

  test('200 by external id leaves an address that another contact has where it is', async () => {
    const desk = await lodge.desk()
    const bob = await identify(desk.token, { email: 'bob@example.com', phone: '12345' })
    const ann = await identify(desk.token, { external_id: 'u-1' })
    const again = await identify(desk.token, { external_id: 'u-1', email: 'bob@example.com', phone: '12345' })
    expect(again.json).toMatchObject({ id: ann.json.id, email: null })
    expect(again.json.identities).toEqual([{ kind: 'external_id', value: 'u-1' }])
    const got = await lodge.call(desk.token, 'GET', `/v1/contacts/${bob.json.id}`)
    expect(got.json.email).toBe('bob@example.com')
  })

  test('200 by address adds the external id only to a contact without one', async () => {
    const desk = await lodge.desk()
    const first = await identify(desk.token, { email: 'ann@example.com' })
    const second = await identify(desk.token, { external_id: 'u-1', email: 'ann@example.com' })
    expect(second.json).toMatchObject({ id: first.json.id, external_id: 'u-1' })
    const third = await identify(desk.token, { external_id: 'u-2', email: 'ann@example.com' })
    expect(third.json).toMatchObject({ id: first.json.id, external_id: 'u-1' })
    expect(third.json.identities).toHaveLength(2)
  })

  test('a ticket and a contact of one address are of one person', async () => {
    const desk = await lodge.desk()
    const ticket = await lodge.call(desk.token, 'POST', '/v1/tickets', {
      requester: { email: 'ann@example.com', name: 'Ann' },
      subject: 'Hello',
    })
    const contact = await identify(desk.token, { external_id: 'u-1', email: 'ann@example.com' })
    expect(contact.status).toBe(200)
    expect(contact.json).toMatchObject({ id: ticket.json.requester.id, name: 'Ann' })
    const second = await lodge.call(desk.token, 'POST', '/v1/tickets', {
      requester: { external_id: 'u-1' },
      subject: 'Hello again',
    })
    expect(second.json.requester).toMatchObject({ id: contact.json.id, email: 'ann@example.com' })
  })

  test('a ticket by external id is not given the address of another contact', async () => {
    const desk = await lodge.desk()
    await identify(desk.token, { email: 'bob@example.com' })
    const ann = await identify(desk.token, { external_id: 'u-1' })
    const ticket = await lodge.call(desk.token, 'POST', '/v1/tickets', {
      requester: { external_id: 'u-1', email: 'bob@example.com', name: 'Ann' },
      subject: 'Hello',
    })
    expect(ticket.json.requester).toEqual({ id: ann.json.id, external_id: 'u-1', email: null, name: 'Ann' })
    const got = await lodge.call(desk.token, 'GET', `/v1/contacts/${ann.json.id}`)
    expect(got.json).toMatchObject({ email: null, identities: [{ kind: 'external_id', value: 'u-1' }] })
  })

  test('200 says more of a known company, and of it alone', async () => {
    const desk = await lodge.desk()
    const body = { email: 'ann@example.com', company: { external_id: 'c-1' } }
    const first = await identify(desk.token, body)
    expect(first.json.company.name).toBe('c-1')
    const second = await identify(desk.token, {
      email: 'ann@example.com',
      company: { external_id: 'c-1', name: 'Acme', traits: { a: 1 } },
    })
    expect(second.json.company).toEqual({ ...first.json.company, name: 'Acme' })
    await identify(desk.token, { email: 'ann@example.com', company: { external_id: 'c-1', traits: { b: 2 } } })
    await identify(desk.token, body)
    const company = await lodge.call(desk.token, 'GET', `/v1/companies/${first.json.company.id}`)
    expect(company.json).toMatchObject({ name: 'Acme', traits: { a: 1, b: 2 } })
    const types = (await eventsOf(lodge, desk)).map(({ type }) => type)
    expect(types).toEqual(['contact.created', 'contact.updated', 'contact.updated'])
  })

  test('one contact comes of 50 identifications and 50 tickets of a new address at once', async () => {
    const desk = await lodge.desk()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => [
        identify(desk.token, { email: 'ann@example.com', traits: { [`t${n}`]: n } }),
        lodge.call(desk.token, 'POST', '/v1/tickets', {
          requester: { email: 'ann@example.com', name: 'Ann' },
          subject: `Ticket ${n}`,
        }),
      ]).flat(),
    )
    expect(answers.filter(({ status }) => status !== 200 && status !== 201)).toEqual([])
    expect(new Set(answers.map(({ json }) => json.requester?.id ?? json.id)).size).toBe(1)
    const listed = await lodge.call(desk.token, 'GET', '/v1/contacts')
    expect(listed.json.data).toHaveLength(1)
    expect(Object.keys(listed.json.data[0].traits)).toHaveLength(50)
    expect(listed.json.data[0].name).toBe('Ann')
    const whole = await lodge.call(desk.token, 'GET', `/v1/contacts/${listed.json.data[0].id}`)
    expect(whole.json.tickets.open).toBe(50)
  })

  test('tickets and contacts under one key at once do not lock each other out', async () => {
    const desk = await lodge.desk()
    const headers = { 'idempotency-key': 'same' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => [
        identify(desk.token, { email: 'ann@example.com' }, headers),
        lodge.call(
          desk.token,
          'POST',
          '/v1/tickets',
          { requester: { email: 'ann@example.com' }, subject: 'x' },
          headers,
        ),
      ]).flat(),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
  })

  test('the same key replays the first answer, another payload under it is a 409', async () => {
    const desk = await lodge.desk()
    const headers = { 'idempotency-key': 'k1' }
    const first = await identify(desk.token, { email: 'ann@example.com' }, headers)
    const again = await identify(desk.token, { email: 'ann@example.com' }, headers)
    expect(again).toMatchObject({ status: 201, text: first.text, headers: { 'idempotency-replayed': 'true' } })
    expect(first.headers['idempotency-replayed']).toBeUndefined()
    expectProblem(await identify(desk.token, { email: 'bob@example.com' }, headers), 409, 'idempotency_key_conflict')
    expect(await eventsOf(lodge, desk)).toHaveLength(1)
  })

  test.each([
    ['nobody named', { name: 'Ann' }, ''],
    ['no address', { email: 'ann' }, 'email'],
    ['an empty external id', { external_id: '' }, 'external_id'],
    ['no number', { email: 'a@example.com', phone: 'call me' }, 'phone'],
    ['an unknown field', { email: 'a@example.com', id: '1' }, 'id'],
    ['a culture in words', { email: 'a@example.com', culture: 'English' }, 'culture'],
    ['traits as a list', { email: 'a@example.com', traits: [] }, 'traits'],
    ['traits of 20,001 bytes', { email: 'a@example.com', traits: { a: 'x'.repeat(19_993) } }, 'traits'],
    ['a company without an external id', { email: 'a@example.com', company: { name: 'A' } }, 'company.external_id'],
    [
      'a company of no domain',
      { email: 'a@example.com', company: { external_id: 'c', domain: 'x y' } },
      'company.domain',
    ],
  ])('400 %s', async (_, body, path) => {
    const desk = await lodge.desk()
    expectProblem(await identify(desk.token, body), 400, 'invalid_body', path)
    expect(await eventsOf(lodge, desk)).toEqual([])
  })

  test('400 traits that grow past 20,000 bytes, or a company’s past 50,000, and nothing is written', async () => {
    const desk = await lodge.desk()
    const half = 'x'.repeat(15_000)
    const large = 'x'.repeat(30_000)
    const company = { external_id: 'c-1', traits: { a: large } }
    await identify(desk.token, { email: 'ann@example.com', traits: { a: half }, company })
    const contact = { email: 'ann@example.com', name: 'Ann' }
    expectProblem(await identify(desk.token, { ...contact, traits: { b: half } }), 400, 'traits_too_large', 'traits')
    expectProblem(
      await identify(desk.token, { ...contact, company: { external_id: 'c-1', traits: { b: large } } }),
      400,
      'traits_too_large',
      'company.traits',
    )
    const swapped = await identify(desk.token, { email: 'ann@example.com', traits: { a: null, b: half } })
    expect(swapped.json).toMatchObject({ name: '', traits: { b: half } })
  })

  test('403 a token without contacts:write', async () => {
    const desk = await lodge.desk()
    const token = await lodge.token(desk, ['contacts:read'])
    expectProblem(await identify(token, { email: 'ann@example.com' }), 403, 'insufficient_scope')
  })
})
