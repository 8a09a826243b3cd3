import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readContent } from '../../../src/dialects/tickiti/body.ts'
import { type TestDesk, useLodge } from '../../support/lodge.ts'
import { countAll, key, tickitiToken } from './support.ts'

const lodge = useLodge()

let desk: TestDesk
let token: string
beforeAll(async () => {
  desk = await lodge.desk()
  token = await tickitiToken(lodge, desk)
  await lodge.call(desk.token, 'POST', '/v1/departments', { name: 'Returns' })
})

/** Text that JSON and PostgreSQL can both hold, with something in it to see. */
const text = (max: number) =>
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: max })
    .map((given) => given.replaceAll('\0', '␀'))
    .filter((given) => given.trim() !== '')

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const email = fc
  .tuple(word, word)
  .map(([local, domain]) => `${local}@${domain}.example`)
  .chain((address) => fc.constantFrom(address, address.toUpperCase()))
const queue = fc.constantFrom('Returns', 'support', ' RETURNS ', 'Inbox')
// A field named __proto__ is refused everywhere (http/json-body.ts).
const anything = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto')))

const data = fc.record(
  { subject: text(500), content: text(2_000), queue_name: queue, extra: anything },
  { requiredKeys: ['subject', 'content'] },
)
const body = fc.record(
  {
    originator_email_address: email,
    data: fc.oneof(
      data,
      data.map((inner) => ({ data: inner })),
    ),
    queue_name: queue,
    is_public: fc.boolean(),
    use_passed_originator_as_responder: fc.boolean(),
    extra: anything,
  },
  { requiredKeys: ['originator_email_address', 'data'] },
)
const PATHS = ['/api/create_ticket', '/api/v1/tickets']

const post = (path: string, given: unknown, headers = key()) => lodge.call(token, 'POST', path, given, headers)
const innermost = (given: { data: object }): { subject: string; content: string; queue_name?: string } =>
  'data' in given.data
    ? (given.data.data as ReturnType<typeof innermost>)
    : (given.data as ReturnType<typeof innermost>) // the generator's two shapes
const queueOf = (name: string | undefined) => (/returns/i.test(name ?? '') ? 'Returns' : 'Support')

describe('Properties', () => {
  test('any valid body is accepted by either generation, and its fields are read back', {
    timeout: 180_000,
  }, async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...PATHS), async (given, path) => {
        const made = await post(path, given)
        const inner = innermost(given)
        const queue = queueOf(inner.queue_name ?? given.queue_name)
        expect([made.status, made.json.data?.queue]).toEqual([200, queue])
        number += 1
        const shown = await post('/api/v1/tickets/show', { ticket_number: number })
        const { ticket, responses } = shown.json.data
        expect(ticket).toMatchObject({
          subject: inner.subject,
          status: 'open',
          priority: '20',
          originator_email: given.originator_email_address.toLowerCase(),
        })
        expect(responses).toMatchObject([
          {
            is_internal: given.is_public === false,
            staff_response: given.use_passed_originator_as_responder !== true,
          },
        ])
        if (readContent(inner.content).format === 'text') expect(responses[0].plain_text).toBe(inner.content)
      }),
      { numRuns: 500 },
    )
  })

  const long = (max: number) => fc.integer({ min: max + 1, max: max + 40 }).map((length) => '🎫'.repeat(length))
  const wrong = (type: 'string' | 'boolean' | 'object') =>
    fc.constantFrom<unknown>(
      ...[null, 7, [], ...(type === 'object' ? [] : [{}]), ...(type === 'boolean' ? ['x', 'true'] : [true])],
      ...(type === 'object' ? ['x'] : []),
    )
  const at = (field: string, value: fc.Arbitrary<unknown>) => value.map((given) => ({ field, given }))
  const nothing = fc.constant(undefined)

  const mutation = fc.oneof(
    at('originator_email_address', nothing),
    at('originator_email_address', wrong('string')),
    at(
      'originator_email_address',
      fc.constantFrom('', 'x', '@', 'a@b', 'a b@example.com', `${'x'.repeat(65)}@e.example`),
    ),
    at('data.subject', nothing),
    at('data.subject', wrong('string')),
    at('data.subject', fc.constantFrom('', ' ')),
    at('data.subject', long(500)),
    at('data.content', nothing),
    at('data.content', wrong('string')),
    at('data.content', fc.constantFrom('', ' ')),
    at('data.content', long(50_000)),
    at('data.queue_name', wrong('string')),
    at('data.queue_name', fc.constantFrom('', 'Nowhere', '1')),
    at('data', wrong('object')),
    at('is_public', wrong('boolean')),
    at('use_passed_originator_as_responder', wrong('boolean')),
    at('queue_name', wrong('string')),
    at('template_identifier', text(200)),
    at('template_identifier', wrong('string')),
    at('intervention', text(200)),
    at('intervention', wrong('string')),
    at('uid', wrong('string')),
  )

  const mutated = (given: { data: object }, field: string, value: unknown): unknown => {
    const [first = '', second] = field.split('.')
    if (second === undefined) return { ...given, [first]: value }
    return { ...given, data: { ...innermost(given), [second]: value } }
  }

  test('any single wrong field is 422 validation_failed with that field’s errors, and writes nothing', {
    timeout: 180_000,
  }, async () => {
    const before = await countAll(lodge, desk)
    await fc.assert(
      fc.asyncProperty(body, mutation, fc.constantFrom(...PATHS), async (given, { field, given: value }, path) => {
        const refused = await post(path, mutated(given, field, value))
        expect([refused.status, refused.json.ok, refused.json.error]).toEqual([422, false, 'validation_failed'])
        expect([Object.keys(refused.json.errors), typeof refused.json.message]).toEqual([[field], 'string'])
      }),
      { numRuns: 1_150 },
    )
    expect(await countAll(lodge, desk)).toEqual(before)
  })

  const response = fc.record(
    {
      ticket_number: fc.constantFrom<unknown>(1, '1', '000001'),
      from_email: email,
      content: text(1_000),
      is_internal: fc.boolean(),
      status: fc.constant('open'),
      extra: anything,
    },
    { requiredKeys: ['ticket_number', 'from_email', 'content'] },
  )
  const badResponse = fc.oneof(
    at('ticket_number', fc.constantFrom<unknown>(undefined, null, '', 'x', -1, 1.5, true, [])),
    at('from_email', fc.constantFrom<unknown>(undefined, null, '', 'x', 7)),
    at('content', fc.constantFrom<unknown>(null, '', ' ', 7, [])),
    at('content', long(50_000)),
    at('is_internal', wrong('boolean')),
    at('status', fc.constantFrom<unknown>(null, '', 'closed', 'OPEN', 7)),
    at('on_hold_until', fc.constantFrom<unknown>(null, '', '2090-01-01', 'tomorrow', 7)),
  )

  test('any valid response is accepted, any single wrong field is 422 and writes nothing', {
    timeout: 180_000,
  }, async () => {
    await post('/api/create_ticket', { originator_email_address: 'a@x.example', data: { subject: 'x', content: 'x' } })
    await fc.assert(
      fc.asyncProperty(response, async (given) => {
        expect((await post('/api/v1/tickets/respond', given)).status).toBe(200)
      }),
      { numRuns: 100 },
    )
    const before = await countAll(lodge, desk)
    await fc.assert(
      fc.asyncProperty(response, badResponse, async (given, { field, given: value }) => {
        const refused = await post('/api/v1/tickets/respond', { ...given, [field]: value })
        expect([refused.status, Object.keys(refused.json.errors ?? {})]).toEqual([422, [field]])
      }),
      { numRuns: 300 },
    )
    expect(await countAll(lodge, desk)).toEqual(before)
  })
})
