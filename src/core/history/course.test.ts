import { expect, test } from 'vitest'
import { courseOf } from './course.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour))
const kim = { id: '1', name: 'Kim', email: 'kim@staff.example' }
type Rows = Parameters<typeof courseOf>[1]

const filed = (assignee: typeof kim | null, status: 'open' | 'spam' = 'open', actor_kind = 'token'): Rows[number] => ({
  actor_kind,
  created_at: at(8),
  assignee: { to: assignee },
  status: { to: status },
})
const given = (hour: number, from: typeof kim | null, to: typeof kim | null): Rows[number] => ({
  actor_kind: 'member',
  created_at: at(hour),
  assignee: { from, to },
  status: null,
})
const moved = (hour: number, from: 'open' | 'resolved' | 'closed', to: typeof from, actor_kind: string) => ({
  actor_kind,
  created_at: at(hour),
  assignee: null,
  status: { from, to },
})
const course = (status: 'open' | 'resolved' | 'closed' | 'spam', assignee: typeof kim | null, rows: Rows) => {
  const ticket = { status, assignee, created_at: at(8).toISOString(), updated_at: at(20).toISOString() }
  const { unassigned, endedBy } = courseOf(ticket, rows, at(22))
  return [unassigned.map(({ from, to }) => `${from.getUTCHours()}-${to.getUTCHours()}`), endedBy]
}

test('nobody’s from when it was filed until somebody has it, and again once it is nobody’s', () => {
  expect(course('open', kim, [filed(null), given(9, null, kim)])).toEqual([['8-9'], null])
  expect(course('open', null, [filed(kim), given(12, kim, null)])).toEqual([['12-22'], null])
})

test('while it is done it waits for nobody; opened again it does', () => {
  const closed = moved(10, 'open', 'closed', 'automation')
  expect(course('closed', null, [filed(null), closed])).toEqual([['8-10'], 'automation'])
  const opened = moved(12, 'closed', 'open', 'member')
  expect(course('open', null, [filed(null), closed, opened])).toEqual([['8-10', '12-22'], null])
})

test('it was ended by who made it done first, since it was open last', () => {
  const rows = [filed(kim), moved(9, 'open', 'resolved', 'member'), moved(10, 'resolved', 'closed', 'automation')]
  expect(course('closed', kim, rows)).toEqual([[], 'member'])
  expect(course('spam', null, [filed(null, 'spam', 'mailbox')])).toEqual([[], 'mailbox'])
})

test('what its events do not tell yet counts from its last change', () => {
  expect(course('open', null, [])).toEqual([['8-22'], null])
  expect(course('open', kim, [filed(null)])).toEqual([['8-20'], null])
  expect(course('closed', kim, [filed(kim)])).toEqual([[], null])
  expect(course('open', kim, [given(9, null, kim)])).toEqual([['8-9'], null])
})
