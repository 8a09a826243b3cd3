import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'
import { good, refuser } from '../support/refused.ts'

const lodge = useLodge()
const { refused, field } = refuser(lodge)

const EMOJI = '🎫'

test.each([
  [{ subject: 3 }, 'subject', 'must be a string'],
  [{ subject: null }, 'subject', 'must be a string'],
  [{ requester: 'ann@example.com' }, 'requester', 'must be a JSON object'],
  [{ requester: null }, 'requester', 'must be a JSON object'],
  [{ requester: { external_id: 7 } }, 'requester.external_id', 'must be a string'],
  [{ tags: 'a' }, 'tags', 'must be an array'],
  [{ tags: ['a', 1] }, 'tags.1', 'must be a string'],
  [{ fields: [] }, 'fields', 'must be a JSON object'],
  [{ fields: { size: 7 } }, 'fields.size', 'must be a string'],
  [{ metadata: 'x' }, 'metadata', 'must be a JSON object'],
  [{ metadata: [] }, 'metadata', 'must be a JSON object'],
  [{ public: 'yes' }, 'public', 'must be true or false'],
  [{ notify: { team: 1 } }, 'notify.team', 'must be true or false'],
  [{ participants: [3] }, 'participants.0', 'must be a JSON object'],
  [{ attachments: [1] }, 'attachments.0', 'must be a string'],
  [{ opened_at: 1717514469 }, 'opened_at', 'must be a string'],
])('400 wrong_type: %j', async (over, path, message) => {
  await field(over, path, 'wrong_type', message)
})

test('400 unknown_field says which are known', async () => {
  await field({ subjct: 'x' }, 'subjct', 'unknown_field', 'allowed are: requester, subject, body')
  await field(
    { requester: { mail: 'x', email: 'a@example.com' } },
    'requester.mail',
    'unknown_field',
    'allowed are: external_id, email, name',
  )
  await field(
    { participants: [{ email: 'a@example.com', kind: 'cc' }] },
    'participants.0.kind',
    'unknown_field',
    'allowed are: role, email, name',
  )
  await field({ ai: { answer: true, model: 'x' } }, 'ai.model', 'unknown_field', 'allowed are: answer')
})

test('400 hundreds of unknown fields of a kilobyte each get a short answer', async () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${n}${EMOJI.repeat(500)}`, 1]))
  const answer = await refused({ ...good, ...many }, { code: 'invalid_body' })
  expect(answer.json.errors).toHaveLength(20)
  expect(answer.text.length).toBeLessThan(20_000)
})

test('400 required', async () => {
  await refused({ subject: 'x' }, { code: 'invalid_body', path: 'requester', error: 'required' })
  await refused(
    { requester: good.requester },
    { code: 'invalid_body', path: 'subject', error: 'required', message: 'is required (a string)' },
  )
  await field({ requester: {} }, 'requester', 'required', 'needs an external_id or an email')
  await field({ requester: { name: 'Ann' } }, 'requester', 'required', 'needs an external_id or an email')
  await field({ participants: [{ role: 'cc' }] }, 'participants.0.email', 'required', 'is required')
  await field({ ai: {} }, 'ai.answer', 'required', 'is required (true or false)')
  await field({ status: 'closed' }, 'closed_at', 'required', 'is required with the status closed')
  await field({ status: 'snoozed' }, 'snoozed_until', 'required', 'is required with the status snoozed')
})

test('400 too_short and too_long count characters, not bytes or UTF-16 units', async () => {
  const desk = await lodge.desk()
  const create = (over: object) => lodge.call(desk.token, 'POST', '/v1/tickets', { ...good, ...over })
  const fits = await create({ subject: EMOJI.repeat(1000), body: '一'.repeat(50_000) })
  expect(fits.status).toBe(201)
  expect(fits.json.subject).toBe(EMOJI.repeat(1000))
  await field({ subject: EMOJI.repeat(1001) }, 'subject', 'too_long', 'at most 1,000 characters')
  await field({ subject: 'x'.repeat(1001) }, 'subject', 'too_long', 'at most 1,000 characters')
  await field({ subject: '' }, 'subject', 'too_short', 'must not be empty')
  await field({ body: 'x'.repeat(50_001) }, 'body', 'too_long', 'at most 50,000 characters')
  await field(
    { requester: { external_id: 'x'.repeat(256) } },
    'requester.external_id',
    'too_long',
    'at most 255 characters',
  )
  await field({ requester: { external_id: '' } }, 'requester.external_id', 'too_short', 'must not be empty')
  await field(
    { requester: { email: 'a@example.com', name: 'x'.repeat(201) } },
    'requester.name',
    'too_long',
    'at most 200',
  )
  await field({ source: 'x'.repeat(51) }, 'source', 'too_long', 'at most 50 characters')
  await field({ external_ref: 'x'.repeat(256) }, 'external_ref', 'too_long', 'at most 255 characters')
  await field({ tags: [EMOJI.repeat(51)] }, 'tags.0', 'too_long', 'at most 50 characters')
  await field({ tags: ['a', ' '] }, 'tags.1', 'too_short', 'must not be blank')
  await field({ fields: { size: 'x'.repeat(2001) } }, 'fields.size', 'too_long', 'at most 2,000 characters')
  await field({ fields: { ['x'.repeat(65)]: 'x' } }, 'fields', 'invalid_name', 'must be at most 64 characters')
  await field({ fields: { '': 'x' } }, 'fields', 'invalid_name', 'must not be empty')
})

test('400 metadata of more than 50,000 bytes, counted as bytes', async () => {
  const desk = await lodge.desk()
  const around = Buffer.byteLength('{"a":""}')
  const create = (text: string) => lodge.call(desk.token, 'POST', '/v1/tickets', { ...good, metadata: { a: text } })
  expect((await create('x'.repeat(50_000 - around))).status).toBe(201)
  expect((await create('é'.repeat((50_000 - around) / 2))).status).toBe(201)
  await field({ metadata: { a: 'x'.repeat(50_001 - around) } }, 'metadata', 'too_large', 'at most 50,000 bytes')
  await field(
    { metadata: { a: 'é'.repeat((50_000 - around) / 2 + 1) } },
    'metadata',
    'too_large',
    'at most 50,000 bytes',
  )
})

test('400 too_many', async () => {
  await field({ tags: Array(51).fill('x') }, 'tags', 'too_many', 'at most 50 items')
  await field(
    { participants: Array(51).fill({ email: 'a@example.com' }) },
    'participants',
    'too_many',
    'at most 50 items',
  )
  await field({ attachments: Array(21).fill('1') }, 'attachments', 'too_many', 'at most 20 items')
})

test.each([
  'ann',
  '@example.com',
  'ann@',
  'ann@@example.com',
  'ann@example',
  'ann example@example.com',
  'ann@exa mple.com',
  'ann@-example.com',
  'ann@example..com',
  '.ann@example.com',
  'ann.@example.com',
  'a..n@example.com',
  'ann@[127.0.0.1]',
  '"ann"@example.com',
  'Ann <ann@example.com>',
  'ann@example.com, bob@example.com',
  'ann@example.com\r\nBcc: x@example.com',
  `${'x'.repeat(65)}@example.com`,
  `ann@${'x'.repeat(64)}.com`,
  `ann@${'x.'.repeat(130)}com`,
  '',
  ' ',
  'ann@127.0.0.1',
])('400 invalid_email: %j', async (email) => {
  await field({ requester: { email } }, 'requester.email', 'invalid_email', 'must be an email address')
})

test('400 invalid_email of a participant', async () => {
  await field({ participants: [{ email: 'bob' }] }, 'participants.0.email', 'invalid_email', 'must be an email address')
})

test('400 values that are not among those allowed', async () => {
  await field(
    { status: 'new' },
    'status',
    'not_allowed',
    'must be one of: open, pending, snoozed, resolved, closed, spam',
  )
  await field({ priority: 'P1' }, 'priority', 'not_allowed', 'must be one of: low, normal, high, urgent')
  await field({ body_format: 'rtf' }, 'body_format', 'not_allowed', 'must be one of: text, markdown, html')
  await field(
    { participants: [{ role: 'to', email: 'a@example.com' }] },
    'participants.0.role',
    'not_allowed',
    'must be one of: cc, bcc, follower',
  )
  await field({ culture: 'english' }, 'culture', 'invalid', 'must be a language tag like en or pt-PT')
})

test.each([
  'yesterday',
  '2026-06-04',
  '2026-06-04T15:21:09',
  '2026-02-30T00:00:00Z',
  '2026-06-04 15:21:09Z',
  '',
  '2026-06-04T25:00:00Z',
])('400 a moment like %j', async (opened_at) => {
  await field({ opened_at }, 'opened_at', 'invalid', 'must be a date and time like 2026-06-04T15:21:09Z')
})

test.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00'])(
  '400 a moment out of range: %s',
  async (opened_at) => {
    await field({ opened_at }, 'opened_at', 'out_of_range', 'must be from 1970 to 9999')
  },
)

test('400 a department, type, assignee or attachment that this desk does not have', async () => {
  const desk = await lodge.desk()
  const other = await lodge.desk()
  const row = (noun: 'department' | 'ticket_type') =>
    lodge.store.db.selectFrom(noun).select('id').where('desk_id', '=', other.id).executeTakeFirstOrThrow()
  const [department, type] = [await row('department'), await row('ticket_type')]
  for (const name of ['Nowhere', '1', ' ', department.id, '99999999999999999999'])
    await refused({ ...good, department: name }, { code: 'department_not_found', path: 'department' }, {}, desk)
  for (const name of ['Nothing', type.id])
    await refused({ ...good, type: name }, { code: 'ticket_type_not_found', path: 'type' }, {}, desk)
  for (const name of ['nobody@example.com', '1', 'Auto'])
    await refused({ ...good, assignee: name }, { code: 'assignee_not_found', path: 'assignee' }, {}, desk)
  for (const id of ['1', 'x', '99999999999999999999'])
    await refused({ ...good, attachments: [id] }, { code: 'attachment_not_found', path: 'attachments' }, {}, desk)
})
