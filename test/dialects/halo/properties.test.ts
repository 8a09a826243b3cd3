import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { type HaloDesk, haloOf, sign } from './support.ts'

const lodge = useLodge()
const halo = haloOf(lodge)

let desk: HaloDesk
beforeAll(async () => {
  desk = await halo.desk()
})

/** Text that JSON and PostgreSQL can both hold, by its number of characters. */
const text = (min: number, max: number) =>
  fc.string({ unit: 'binary', minLength: min, maxLength: max }).map((given) => given.replaceAll('\0', '␀'))

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const email = fc.tuple(word, word).map(([local, domain]) => `${local}@${domain}.example`)
const key = fc.string().filter((given) => given !== '__proto__')
const jsonValue = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto')))

const fields = {
  user_id: word.map((id) => `u-${id}`),
  email: email.chain((address) => fc.constantFrom(address, address.toUpperCase())),
  name: text(0, 255),
  subject: text(1, 1_000),
  message: text(0, 2_000),
  metadata: fc.dictionary(key, jsonValue).map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '0'))),
  source: text(0, 50),
  priority: fc.constantFrom('normal', 'priority'),
  ai_enabled: fc.boolean(),
  extra: jsonValue,
}
const body = () =>
  fc
    .tuple(
      fc.record(fields, { requiredKeys: ['subject'] }),
      fc.record({ user_id: fields.user_id, email: fields.email }),
      fc.nat(1),
    )
    .map(([given, who, which]) => ({
      ...given,
      ...(given.user_id === undefined && given.email === undefined
        ? which === 0
          ? { user_id: who.user_id }
          : { email: who.email }
        : {}),
    }))

const create = (given: unknown) => halo.post(desk, 'tickets/create', given)

describe('Properties', () => {
  test('any valid body is accepted, and its fields are read back', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(body(), async (given) => {
        const made = await create(given)
        expect([made.status, made.text]).toEqual([201, made.text])
        expect(made.json.ticket).toMatchObject({
          subject: given.subject,
          status: given.priority === 'priority' ? 'priority' : 'open',
          source: given.source || 'api',
        })
        expect(made.json.user).toMatchObject({
          external_id: given.user_id ?? null,
          email: given.email?.toLowerCase() ?? null,
        })
        const ticket = await halo.read(desk, made.json.ticket.id)
        expect(ticket).toMatchObject({
          subject: given.subject,
          priority: given.priority === 'priority' ? 'high' : 'normal',
          source: given.source || 'api',
        })
        expect(ticket.metadata).toEqual(given.metadata ?? {})
        expect(ticket.messages[0].text).toBe(given.message || given.subject)
        expect(ticket.requester.id).toBe(made.json.user.id)
      }),
      { numRuns: 800 },
    )
  })

  test('whatever was said before, an address alone never leads to a contact with an external id', {
    timeout: 240_000,
  }, async () => {
    const step = fc.record({
      by: fc.constantFrom('ticket', 'identify'),
      user: fc.constantFrom(undefined, 'a', 'b'),
      address: fc.constantFrom('x@example.com', 'y@example.com', undefined),
      vouched: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const own = await halo.desk({ verifying: true })
        for (const { by, user, address, vouched } of steps) {
          if (user === undefined && address === undefined) continue
          const claims = { user_id: user, ...(vouched && { email: address }) }
          const said = { user_id: user, user_token: user && sign(claims, own.secret) }
          if (by === 'identify' && user !== undefined) {
            const { json } = await halo.post(own, 'users/identify', { ...said, traits: { email: address } })
            const isOwn = (await halo.contact(own, json.user.id)).external_id === user
            expect(isOwn || vouched).toBe(true)
            continue
          }
          const made = await halo.post(own, 'tickets/create', { ...said, email: address, subject: 'x' })
          const ticket = await halo.read(own, made.json.ticket.id)
          expect(ticket.requester_verified).toBe(user !== undefined)
          if (user === undefined) expect(ticket.requester).toMatchObject({ external_id: null, email: address })
          else if (!vouched) expect(ticket.requester.external_id).toBe(user)
        }
      }),
      { numRuns: 60 },
    )
  })

  const long = (field: string, max: number, unit = 'characters') =>
    fc.integer({ min: max + 1, max: max + 40 }).map((length) => ({
      field,
      value: '🎫'.repeat(length) as unknown,
      error: `${field} must be at most ${max} ${unit}`,
    }))
  const wrongType = (field: string, allowed: string, wrong: unknown[]) =>
    fc.constantFrom(...wrong).map((value) => ({ field, value, error: `${field} must be ${allowed}` }))
  const NO_TEXT = [null, 7, true, [], {}]
  const mutation = fc.oneof(
    fc.constantFrom(undefined, null, '').map((value) => ({ field: 'subject', value, error: 'subject is required' })),
    wrongType('subject', 'a string', [7, true, [], {}]),
    fc
      .constantFrom('user_id', 'email', 'name', 'message', 'source')
      .chain((field) => wrongType(field, 'a string', NO_TEXT)),
    wrongType('metadata', 'a JSON object', [null, 7, true, [], 'x']),
    wrongType('ai_enabled', 'true or false', [null, 0, 'true', [], {}]),
    wrongType('priority', 'one of: normal, priority', [null, 'high', 'Priority', '', 7, [], {}]),
    wrongType('email', 'an email address', ['x', '@', 'a@b', 'a b@example.com', `${'x'.repeat(65)}@example.com`]),
    long('user_id', 255),
    long('name', 255),
    long('subject', 1_000),
    long('message', 50_000),
    long('source', 50),
    fc.integer({ min: 12_499, max: 12_540 }).map((length) => ({
      field: 'metadata',
      // {"a":"…"} and four bytes each: fewer characters than bytes.
      value: { a: '🎫'.repeat(length) } as unknown,
      error: 'metadata must be at most 50000 bytes',
    })),
  )

  test('any single wrong field is 400 with that field’s error, and writes nothing', { timeout: 240_000 }, async () => {
    const both = fc.tuple(body(), fields.user_id, fields.email)
    const before = [
      await halo.count('ticket', desk),
      await halo.count('contact', desk),
      await halo.count('event', desk),
    ]
    await fc.assert(
      fc.asyncProperty(both, mutation, async ([given, user_id, address], { field, value, error }) => {
        const refused = await create({ ...given, user_id, email: address, [field]: value })
        expect([refused.status, refused.json]).toEqual([400, { error }])
      }),
      { numRuns: 1_400 },
    )
    expect([
      await halo.count('ticket', desk),
      await halo.count('contact', desk),
      await halo.count('event', desk),
    ]).toEqual(before)
  })
})
