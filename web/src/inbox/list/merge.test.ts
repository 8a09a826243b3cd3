import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ticket } from '../../api/types.ts'
import { belongs, comparing } from './belongs.ts'
import { type ListFilter, listOf, type Sort } from './list.ts'
import { findIn, placed, replaced, without } from './merge.ts'

const ticket = (more: Partial<Ticket> = {}): Ticket => ({
  id: '100',
  number: 1,
  subject: 'Hello',
  status: 'open',
  priority: 'normal',
  department: { id: '1', name: 'Support' },
  type: { id: '2', name: 'Question' },
  requester: { id: '3', external_id: 'u-3', email: 'ann@example.com', name: 'Ann' },
  requester_verified: true,
  assignee: null,
  tags: ['vip'],
  fields: {},
  metadata: {},
  channel: 'email',
  source: 'email',
  culture: 'en',
  external_ref: null,
  message_count: 1,
  opened_at: '2026-11-01T10:00:00.000Z',
  snoozed_until: null,
  first_response_at: null,
  resolved_at: null,
  closed_at: null,
  last_message_at: '2026-11-01T10:00:00.000Z',
  created_at: '2026-11-01T10:00:00.000Z',
  updated_at: '2026-11-01T10:00:00.000Z',
  ...more,
})

test.each<[ListFilter, Partial<Ticket>, boolean]>([
  [{}, {}, true],
  [{ status: ['open', 'pending'] }, { status: 'pending' }, true],
  [{ status: ['open'] }, { status: 'resolved' }, false],
  [{ priority: ['urgent'] }, {}, false],
  [{ department: '1', type: '2' }, {}, true],
  [{ department: '9' }, {}, false],
  [{ assignee: 'none' }, {}, true],
  [{ assignee: 'me' }, { assignee: { id: '7', name: 'Kim', email: 'kim@example.com' } }, true],
  [{ assignee: 'me' }, { assignee: { id: '8', name: 'Lee', email: 'lee@example.com' } }, false],
  [{ assignee: '8' }, { assignee: { id: '8', name: 'Lee', email: 'lee@example.com' } }, true],
  [{ assignee: 'none' }, { assignee: { id: '8', name: 'Lee', email: 'lee@example.com' } }, false],
  [{ requester: 'Ann@Example.com' }, {}, true],
  [{ requester: 'u-3' }, {}, true],
  [{ requester: '4' }, {}, false],
  [{ tag: 'VIP' }, {}, true],
  [{ tag: 'refund' }, {}, false],
  [{ external_ref: 'x' }, { external_ref: 'x' }, true],
  [{ created_after: '2026-11-01T10:00:00.000Z' }, {}, true],
  [{ created_before: '2026-11-01T10:00:00.000Z' }, {}, false],
  [{ updated_after: '2026-11-02T00:00:00.000Z' }, {}, false],
])('a list by %j of a ticket with %j shows it: %j', (filter, more, expected) => {
  expect(belongs(ticket(more), filter, '7')).toBe(expected)
})

const page = (data: Ticket[], next: string | null = null) => ({ data, next_cursor: next })
const at = (id: string, second: number) =>
  ticket({ id, updated_at: new Date(Date.UTC(2026, 10, 2, 0, 0, second)).toISOString() })
const ids = (pages: { data: { id: string }[] }[]) => pages.map(({ data }) => data.map(({ id }) => id))

test('a new ticket comes on top, a changed one moves up, and what a list knew of it stays', () => {
  const pages = [page([at('3', 30), { ...at('2', 20), unread: true } as Ticket], 'c'), page([at('1', 10)])]
  expect(ids(placed(pages, at('4', 40), '-updated'))).toEqual([['4', '3', '2'], ['1']])
  const moved = placed(pages, at('2', 50), '-updated')
  expect(ids(moved)).toEqual([['2', '3'], ['1']])
  expect(findIn(moved, '2')?.unread).toBe(true)
})

test('behind the last that is loaded nothing is put while there are more to load', () => {
  const pages = [page([at('3', 30), at('2', 20)], 'more')]
  expect(ids(placed(pages, at('1', 10), '-updated'))).toEqual([['3', '2']])
  expect(ids(placed([page([at('3', 30)])], at('1', 10), '-updated'))).toEqual([['3', '1']])
  expect(ids(placed([page([])], at('1', 10), 'updated'))).toEqual([['1']])
})

test('what is not there changes nothing, and a ticket is replaced where it stands', () => {
  const pages = [page([at('3', 30), at('2', 20)])]
  expect(without(pages, '9')).toBe(pages)
  expect(ids(replaced(pages, at('2', 60)))).toEqual([['3', '2']])
})

test('whatever comes in whatever order, a list is sorted, whole, and has each ticket once', () => {
  const sorts: Sort[] = ['-created', 'created', '-updated', 'updated']
  const changes = fc.array(fc.tuple(fc.integer({ min: 8, max: 12 }), fc.integer({ min: 0, max: 50 })), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(fc.constantFrom(...sorts), changes, (sort, all) => {
      let pages = [page([])]
      const last = new Map<string, number>()
      for (const [id, second] of all) {
        pages = placed(pages, at(String(id), second), sort)
        last.set(String(id), second)
      }
      const shown = pages.flatMap(({ data }) => data)
      const expected = [...last].map(([id, second]) => at(id, second)).toSorted(comparing(sort))
      expect(shown.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
    }),
  )
})

test('an id of the path is a list, or none', () => {
  expect(listOf('mine', undefined, '-updated')).toMatchObject({ path: '/v1/tickets', query: { assignee: 'me' } })
  expect(listOf('department-12', undefined, '-updated')?.query).toMatchObject({
    department: '12',
    status: ['open', 'pending'],
  })
  expect(listOf('view-5', undefined, '-updated')).toMatchObject({ path: '/v1/views/5/tickets', filter: undefined })
  expect(listOf('view-5', [], '-updated')).toBeUndefined()
  expect(listOf('constructor', [], '-updated')).toBeUndefined()
  expect(listOf('view-../x', [], '-updated')).toBeUndefined()
})
