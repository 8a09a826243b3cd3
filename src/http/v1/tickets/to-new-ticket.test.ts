import { describe, expect, test } from 'vitest'
import { newTicketBody } from './schemas.ts'
import { checkNewTicket, toNewTicket } from './to-new-ticket.ts'

const least = { requester: { email: 'Ann@Example.com' }, subject: 'Help' }
const convert = (fields: object = {}) => toNewTicket(newTicketBody.parse({ ...least, ...fields }))

test('what is left out has its default', () => {
  expect(convert()).toEqual({
    requester: { externalId: null, email: 'ann@example.com', name: null },
    subject: 'Help',
    body: { format: 'text', source: 'Help' },
    channel: 'api',
    checksFields: true,
    source: 'api',
    status: 'open',
    priority: 'normal',
    department: null,
    type: null,
    assignee: null,
    tags: [],
    fields: {},
    metadata: {},
    culture: null,
    participants: [],
    externalRef: null,
    openedAt: null,
    closedAt: null,
    snoozedUntil: null,
    attachments: [],
    public: true,
    notify: { requester: true, team: true },
    ai: { answer: false },
  })
})

test('what is given is kept', () => {
  const given = convert({
    requester: { external_id: 'u1', name: 'Ann' },
    body: '*hi*',
    body_format: 'markdown',
    status: 'closed',
    priority: 'urgent',
    department: 'Sales',
    type: 'Bug',
    assignee: 'auto',
    tags: [' Vip', 'a', 'vip'],
    fields: { order: '1' },
    metadata: { a: [1] },
    source: 'crm',
    culture: 'pt-PT',
    participants: [{ email: 'B@example.com' }],
    external_ref: 'x',
    opened_at: '2026-01-01T00:00:00+01:00',
    closed_at: '2026-01-02T00:00:00Z',
    attachments: ['1'],
    public: false,
    notify: { team: false },
    ai: { answer: true },
  })
  expect(given).toMatchObject({
    requester: { externalId: 'u1', email: null, name: 'Ann' },
    body: { format: 'markdown', source: '*hi*' },
    department: 'Sales',
    type: 'Bug',
    assignee: 'auto',
    tags: ['a', 'vip'],
    source: 'crm',
    participants: [{ role: 'cc', email: 'b@example.com', name: null }],
    externalRef: 'x',
    openedAt: new Date('2025-12-31T23:00:00Z'),
    closedAt: new Date('2026-01-02T00:00:00Z'),
    public: false,
    notify: { requester: true, team: false },
    ai: { answer: true },
  })
})

test('a subject alone is text, whatever the format', () => {
  expect(convert({ body_format: 'html' }).body).toEqual({ format: 'text', source: 'Help' })
})

test('what is closed without saying when it was opened was open for no time', () => {
  const closed_at = '2026-01-02T00:00:00Z'
  expect(convert({ status: 'closed', closed_at }).openedAt).toEqual(new Date(closed_at))
})

describe('times', () => {
  const now = new Date('2026-06-01T00:00:00Z')
  const wrongs = (fields: object) => checkNewTicket(convert(fields), now).map(({ path, code }) => `${path} ${code}`)
  const past = '2026-05-01T00:00:00Z'
  const older = '2026-04-01T00:00:00Z'
  const future = '2026-07-01T00:00:00Z'

  test.each([
    [{}],
    [{ opened_at: past }],
    [{ status: 'closed', closed_at: past }],
    [{ status: 'closed', opened_at: past, closed_at: past }],
    [{ status: 'resolved' }],
    [{ status: 'resolved', opened_at: older, closed_at: past }],
    [{ status: 'snoozed', snoozed_until: future }],
    // A caller's clock that is a little ahead.
    [{ status: 'closed', opened_at: '2026-06-01T00:00:30Z', closed_at: '2026-06-01T00:00:30Z' }],
  ])('right: %j', (fields) => {
    expect(wrongs(fields)).toEqual([])
  })

  test.each([
    [{ status: 'closed' }, ['closed_at required']],
    [{ status: 'closed', opened_at: past, closed_at: older }, ['closed_at before_opened_at']],
    [{ status: 'closed', closed_at: future }, ['closed_at in_the_future']],
    [{ status: 'open', closed_at: past }, ['closed_at not_allowed']],
    [{ status: 'spam', closed_at: past }, ['closed_at not_allowed']],
    [{ opened_at: future }, ['opened_at in_the_future']],
    [{ status: 'snoozed' }, ['snoozed_until required']],
    [{ status: 'snoozed', snoozed_until: past }, ['snoozed_until in_the_past']],
    [{ snoozed_until: future }, ['snoozed_until not_allowed']],
    [{ status: 'closed', opened_at: future }, ['opened_at in_the_future', 'closed_at required']],
  ])('wrong: %j', (fields, expected) => {
    expect(wrongs(fields)).toEqual(expected)
  })
})
