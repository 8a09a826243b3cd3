import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../../support/lodge.ts'

const lodge = useLodge()

let desk: TestDesk
let departmentIds: string[]
let ticketTypeIds: string[]
beforeAll(async () => {
  desk = await lodge.desk()
  for (const name of ['One', 'Two']) await lodge.call(desk.token, 'POST', '/v1/departments', { name })
  const get = async (path: string) => (await lodge.call(desk.token, 'GET', `/api/v1/${path}`)).json
  departmentIds = (await get('departments')).departments.map(({ id }: { id: string }) => id)
  ticketTypeIds = (await get('ticket-types')).ticketTypes.map(({ id }: { id: string }) => id)
})

/** Text that JSON and PostgreSQL can both hold, by its number of characters. */
const text = (min: number, max: number) =>
  fc.string({ unit: 'binary', minLength: min, maxLength: max }).map((given) => given.replaceAll('\0', '␀'))

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const email = fc.tuple(word, word).map(([local, domain]) => `${local}@${domain}.example`)

const body = () =>
  fc.record(
    {
      email: email.chain((address) => fc.constantFrom(address, address.toUpperCase())),
      name: text(0, 120),
      subject: text(1, 500),
      body: text(1, 2_000),
      priority: fc.constantFrom('low', 'normal', 'high', 'urgent'),
      departmentId: fc.constantFrom(...departmentIds),
      ticketTypeId: fc.constantFrom(...ticketTypeIds),
      // A field named __proto__ is refused everywhere (http/json-body.ts).
      extra: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto'))),
    },
    { requiredKeys: ['email', 'subject', 'body'] },
  )

const create = (given: unknown) => lodge.call(desk.token, 'POST', '/api/v1/tickets', given)
const count = async () => (await lodge.store.pool.query('select count(*)::integer as n from ticket')).rows[0].n

describe('Properties', () => {
  test('any valid body is accepted, and its fields are read back', async () => {
    await fc.assert(
      fc.asyncProperty(body(), async (given) => {
        const made = await create(given)
        expect(made.status).toBe(201)
        const { ticket } = (await lodge.call(desk.token, 'GET', `/api/v1/tickets/${made.json.ticket.id}`)).json
        expect(ticket).toMatchObject({
          subject: given.subject,
          priority: given.priority ?? 'normal',
          requester: { email: given.email.toLowerCase() },
        })
        expect(ticket.messages[0].bodyMd).toBe(given.body)
        if (given.departmentId) expect(ticket.department.id).toBe(given.departmentId)
        if (given.ticketTypeId) expect(ticket.ticketType.id).toBe(given.ticketTypeId)
      }),
      { numRuns: 800 },
    )
  })

  const WRONG_TYPES = [null, 7, true, [], {}]
  const long = (max: number) => fc.integer({ min: max + 1, max: max + 40 }).map((length) => '🎫'.repeat(length))
  const mutation = fc.oneof(
    fc.constantFrom('email', 'subject', 'body').map((field) => ({ field, value: undefined as unknown })),
    fc
      .tuple(
        fc.constantFrom('email', 'name', 'subject', 'body', 'priority', 'departmentId', 'ticketTypeId'),
        fc.constantFrom(...WRONG_TYPES),
      )
      .map(([field, value]) => ({ field, value: value as unknown })),
    fc.constantFrom('subject', 'body').map((field) => ({ field, value: '' as unknown })),
    fc.oneof(
      long(120).map((value) => ({ field: 'name', value: value as unknown })),
      long(500).map((value) => ({ field: 'subject', value: value as unknown })),
      long(50_000).map((value) => ({ field: 'body', value: value as unknown })),
    ),
    fc
      .constantFrom('', 'x', '@', 'a@b', 'a b@example.com', `${'x'.repeat(65)}@example.com`)
      .map((value) => ({ field: 'email', value: value as unknown })),
    fc
      .tuple(fc.constantFrom('departmentId', 'ticketTypeId'), fc.constantFrom('x', '-1', '1.5', '9'.repeat(20)))
      .map(([field, value]) => ({ field, value: value as unknown })),
    fc.constantFrom('HIGH', 'medium', '').map((value) => ({ field: 'priority', value: value as unknown })),
  )

  test('any single wrong field is 400 invalid_body with that field’s issue, and writes nothing', {
    timeout: 120_000,
  }, async () => {
    const before = await count()
    await fc.assert(
      fc.asyncProperty(body(), mutation, async (given, { field, value }) => {
        const refused = await create({ ...given, [field]: value })
        expect([refused.status, refused.json.error]).toEqual([400, 'invalid_body'])
        expect(refused.json.issues.map(({ path }: { path: string }) => path)).toEqual([field])
      }),
      { numRuns: 1_400 },
    )
    expect(await count()).toBe(before)
  })
})
