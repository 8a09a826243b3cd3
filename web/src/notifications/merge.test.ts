import { expect, test } from 'vitest'
import type { Notification } from '../api/types.ts'
import { withNew, withRead } from './merge.ts'

const one = (id: string, more: Partial<Notification> = {}): Notification => ({
  id,
  kind: 'reply',
  ticket: { id: '1', number: 1, subject: 'Hello' },
  message_id: null,
  by: null,
  created_at: '2026-11-01T00:00:00.000Z',
  read_at: null,
  ...more,
})
const none = { data: [], next_cursor: null, unread: 0 }

test('a new one is on top and unread, and told twice it is there once', () => {
  const all = withNew(withNew(none, one('1'), 1), one('2'), 2)
  expect(all.data.map(({ id }) => id)).toEqual(['2', '1'])
  expect(all.unread).toBe(2)
  expect(withNew(all, one('1'), 2)).toEqual(all)
})

test('those of a ticket are read, and no others', () => {
  const all = withNew(withNew(none, one('1'), 1), one('2', { ticket: { id: '9', number: 9, subject: 'x' } }), 2)
  const read = withRead(all, ({ ticket }) => ticket.id === '9', '2026-11-02T00:00:00.000Z')
  expect(read.unread).toBe(1)
  expect(read.data.map(({ read_at }) => read_at !== null)).toEqual([true, false])
  expect(withRead(read, ({ ticket }) => ticket.id === '9', 'later')).toBe(read)
})
