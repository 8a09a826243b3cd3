import { expect, test } from 'vitest'
import type { Ticket } from '../../api/types.ts'
import { type BulkSet, predicted } from './predict.ts'

const known = {
  members: [{ id: '7', name: 'Kim', email: 'kim@example.com' }],
  departments: [{ id: '2', name: 'Billing' }],
}
// Only what a change may touch: the rest goes through as it is.
const ticket = {
  status: 'open',
  priority: 'normal',
  assignee: null,
  department: { id: '1', name: 'Support' },
  tags: ['a'],
  snoozed_until: null,
  updated_at: '2026-11-01T00:00:00.000Z',
} as unknown as Ticket

test.each<[BulkSet, object]>([
  [{ status: 'resolved' }, { status: 'resolved' }],
  [
    { status: 'snoozed', snoozed_until: '2027-01-01T00:00:00.000Z' },
    { status: 'snoozed', snoozed_until: '2027-01-01T00:00:00.000Z' },
  ],
  [{ priority: 'urgent' }, { priority: 'urgent' }],
  [{ assignee: '7' }, { assignee: { id: '7', name: 'Kim', email: 'kim@example.com' } }],
  [{ assignee: '8' }, { assignee: null }],
  [{ department: '2' }, { department: { id: '2', name: 'Billing' } }],
  [{ add_tags: ['b', 'a'] }, { tags: ['a', 'b'] }],
  [{ remove_tags: ['a'] }, { tags: [] }],
])('%j', (set, expected) => {
  expect(predicted(ticket, set, known)).toEqual({ ...ticket, ...expected })
})

test('what is put aside no more has no day to come back on', () => {
  const snoozed = { ...ticket, status: 'snoozed', snoozed_until: '2027-01-01T00:00:00.000Z' } as Ticket
  expect(predicted(snoozed, { status: 'open' }, known).snoozed_until).toBeNull()
  expect(predicted(snoozed, { priority: 'low' }, known).snoozed_until).not.toBeNull()
})
