import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { CLIENT, type GlassixDesk, glassixOf } from './support.ts'

const lodge = useLodge()
const glassix = glassixOf(lodge)

let desk: GlassixDesk
beforeAll(async () => {
  desk = await glassix.desk()
})

const create = (given: unknown) => glassix.call(desk, 'POST', 'tickets/create', given)
const count = async () =>
  (await lodge.store.pool.query('select (select count(*) from ticket) + (select count(*) from contact) as n')).rows[0].n

/** Text that JSON and PostgreSQL can both hold, by its number of characters. */
const text = (min: number, max: number) =>
  fc.string({ unit: 'binary', minLength: min, maxLength: max }).map((given) => given.replaceAll('\0', '␀'))
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 4, nil: null })
const anyCase = (...words: string[]) =>
  fc.constantFrom(...words).chain((word) => fc.constantFrom(word, word.toUpperCase(), word.toLowerCase()))

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const mail = fc.record({
  protocolType: anyCase('Mail'),
  identifier: fc.tuple(word, word).map(([local, domain]) => `${local}@${domain}.example`),
})
const phone = fc.record({
  protocolType: anyCase('SMS', 'WhatsApp', 'WebViaSMS', 'PhoneCall', 'Viber'),
  identifier: fc.stringMatching(/^[0-9]{7,15}$/),
})
const other = fc.record({
  protocolType: anyCase('Web', 'FBmessenger', 'FacebookMessenger', 'TelegramBot', 'InstagramFeed', 'AppleBusinessChat'),
  identifier: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
})
const client = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: mail }, phone, other),
    fc.record({
      type: anyCase('Client'),
      name: orNull(text(0, 200)),
      displayName: orNull(text(0, 200)),
      isActive: orNull(fc.boolean()),
      id: fc.constant(0),
      contactId: fc.constant('00000000-0000-0000-0000-000000000000'),
    }),
  )
  .map(([address, more]) => ({ ...address, ...more }))
const user = fc.record({ type: anyCase('User'), protocolType: anyCase('Web'), userName: orNull(text(0, 255)) })

const FIELDS = Array.from({ length: 10 }, (_, place) => `field${place + 1}`)
const instant = (from: string, to: string) =>
  fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((date) => date.toISOString())

const body = fc
  .record(
    {
      ...Object.fromEntries(FIELDS.map((name) => [name, orNull(text(0, 120))])),
      culture: orNull(anyCase('en-US', 'he-IL', 'pt-PT', 'es-ES')),
      participants: fc
        .tuple(client, fc.array(fc.oneof(client, user), { maxLength: 2 }))
        .map(([first, others]) => [first, ...others]),
      tags: orNull(fc.array(word, { maxLength: 3 })),
      uniqueArgument: orNull(text(0, 255)),
      state: orNull(anyCase('Open', 'Pending', 'Snoozed')),
      open: orNull(instant('2020-01-01', '2025-01-01')),
      getAvailableUser: orNull(fc.boolean()),
      addIntroductionMessage: orNull(fc.boolean()),
      enableWebhook: orNull(fc.boolean()),
      markAsRead: orNull(fc.boolean()),
      details: orNull(fc.record({ location: orNull(text(0, 50)), isMobile: fc.boolean() })),
      // A field named __proto__ is refused everywhere (http/json-body.ts).
      extra: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto'))),
    },
    { requiredKeys: ['participants'] },
  )
  .chain((given) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(given) },
      instant('2025-01-02', '2026-01-01').map((close) => ({ ...given, state: 'Closed', close })),
    ),
  )

/** So many at once: each waits for a commit, not for each other. */
const BATCH = 25
const batch = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: BATCH, maxLength: BATCH })

type Given = Record<string, unknown> & { participants: Record<string, string | null>[] }

const expectReadBack = async (given: Given): Promise<void> => {
  const made = await create(given)
  expect(made.status, made.text).toBe(200)
  const ticket = (await glassix.call(desk, 'GET', `tickets/get/${made.json.id}`)).json
  expect({ ...made.json, transactions: [] }).toEqual({ ...ticket, transactions: [] })
  expect(ticket.field1).toBe(given.field1 ?? '')
  for (const name of FIELDS.slice(1)) expect(ticket[name]).toBe(given[name] ?? null)
  expect(ticket.culture.toLowerCase()).toBe(String(given.culture ?? 'en-US').toLowerCase())
  expect(ticket.state.toLowerCase()).toBe(String(given.state ?? 'Open').toLowerCase())
  expect(ticket.uniqueArgument).toBe(given.uniqueArgument ?? null)
  expect(ticket.details).toEqual(given.details ?? null)
  expect(ticket.tags).toEqual([...new Set((given.tags as string[] | null) ?? [])].toSorted()) // as the generator makes it
  if (given.open) expect(ticket.open).toBe(given.open)
  expect(ticket.close).toBe(given.close ?? '0001-01-01T00:00:00')
  for (const [place, participant] of given.participants.entries()) {
    const shown = ticket.participants[place]
    expect([shown.name, shown.identifier, shown.type.toLowerCase()]).toEqual([
      participant.name ?? null,
      participant.identifier ?? null,
      String(participant.type).toLowerCase(),
    ])
  }
}

const WRONG_TYPES = [7, {}, []] as const
const long = (max: number) => fc.integer({ min: max + 1, max: max + 40 }).map((length) => '🎫'.repeat(length))
const wrongClient = (path: string, wrong: Record<string, unknown>) =>
  fc.constant({ field: 'participants', value: [{ ...CLIENT, ...wrong }] as unknown, path: `participants.0.${path}` })

const mutation: fc.Arbitrary<{ field: string; value: unknown; path: string }> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...FIELDS), fc.oneof(long(120), fc.constantFrom(...WRONG_TYPES, true)))
    .map(([field, value]) => ({ field, value, path: field })),
  fc
    .oneof(long(255), fc.constantFrom(...WRONG_TYPES))
    .map((value) => ({ field: 'uniqueArgument', value, path: 'uniqueArgument' })),
  fc
    .tuple(fc.constantFrom('culture', 'state', 'open', 'close'), fc.constantFrom(...WRONG_TYPES, 'x', '', true))
    .map(([field, value]) => ({ field, value, path: field })),
  fc
    .tuple(
      fc.constantFrom('getAvailableUser', 'addIntroductionMessage', 'enableWebhook', 'markAsRead'),
      fc.constantFrom(...WRONG_TYPES, 'true'),
    )
    .map(([field, value]) => ({ field, value, path: field })),
  fc
    .constantFrom(undefined, null, 'x', 7, {}, [])
    .map((value) => ({ field: 'participants', value, path: 'participants' })),
  fc.constantFrom('x', 7, {}).map((value) => ({ field: 'tags', value, path: 'tags' })),
  fc.constantFrom([7], [''], ['x'.repeat(51)]).map((value) => ({ field: 'tags', value, path: 'tags.0' })),
  fc.constantFrom('x', 7, []).map((value) => ({ field: 'details', value, path: 'details' })),
  wrongClient('type', { type: 'Robot' }),
  wrongClient('protocolType', { protocolType: 'Fax' }),
  wrongClient('subProtocolType', { subProtocolType: 'MailFrom' }),
  wrongClient('name', { name: 'x'.repeat(201) }),
  wrongClient('isActive', { isActive: 'yes' }),
  fc
    .constantFrom('', 'x', '@', 'a@b', 'a b@example.com', null)
    .chain((identifier) => wrongClient('identifier', { identifier })),
  fc
    .constantFrom('+972501234567', '123456', '1234567890123456', '97250-1234567', 'x', null)
    .chain((identifier) => wrongClient('identifier', { protocolType: 'SMS', identifier })),
  fc.constant({ field: 'state', value: 'Closed', path: 'close' }),
)

describe('Properties', () => {
  test('any valid body is accepted, and its fields are read back', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(batch(body), async (bodies) => {
        await Promise.all(bodies.map((given) => expectReadBack(given as Given))) // it has participants
      }),
      { numRuns: 32 },
    )
  })

  test('any single wrong field is 400 with a message that begins with it, and writes nothing', {
    timeout: 240_000,
  }, async () => {
    const before = await count()
    const open = body.filter(({ state }) => state !== 'Closed')
    await fc.assert(
      fc.asyncProperty(batch(fc.tuple(open, mutation)), async (cases) => {
        await Promise.all(
          cases.map(async ([given, { field, value, path }]) => {
            const refused = await create({ ...given, [field]: value })
            expect([refused.status, String(refused.json.message).split(' ')[0]]).toEqual([400, path])
            expect(Object.keys(refused.json)).toEqual(['message'])
          }),
        )
      }),
      { numRuns: 52 },
    )
    expect(await count()).toBe(before)
  })
})
