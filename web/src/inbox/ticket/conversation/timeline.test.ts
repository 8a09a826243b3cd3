import { expect, test } from 'vitest'
import type { Message } from '../../../api/types.ts'
import { edgesOf, firstUnread, grown, type HistoryEntry, rangeAt, rangeOf, timelineOf } from './timeline.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString()
const message = (id: string, minute: number, authorId: string | null = null): Message => ({
  id,
  author: { kind: authorId ? 'agent' : 'contact', id: authorId, name: 'A' },
  public: true,
  format: 'text',
  text: id,
  html: null,
  markdown: null,
  attachments: [],
  created_at: at(minute),
})
const entry = (
  id: string,
  minute: number,
  changes: HistoryEntry['changes'],
  type = 'ticket.updated',
): HistoryEntry => ({
  id,
  type,
  actor: { kind: 'member', id: '1', name: 'Dana' },
  cause: null,
  changes,
  created_at: at(minute),
})

test('what happened stands between the messages, by its time', () => {
  const history = [
    entry('3', 9, { assignee: { from: null, to: { name: 'Bo' } } }),
    entry('2', 3, { status: { from: 'open', to: 'pending' } }),
    entry('1', 0, { message_count: { from: 0, to: 1 } }, 'message.created'),
  ]
  const items = timelineOf([message('10', 1), message('11', 5)], history)
  expect(items.map(({ id }) => id)).toEqual(['10', 'event-2', '11', 'event-3'])
})

test('what a message brought along is told of its author, whatever it came through', () => {
  const opened = entry('2', 5, { status: { from: 'pending', to: 'open' } }, 'message.created')
  const through = { ...opened, actor: { kind: 'mailbox', id: '7', name: 'Support' }, message_id: '11' }
  const items = timelineOf(
    [message('10', 1), message('11', 5)],
    [through, entry('1', 3, { subject: { from: 'A', to: 'B' } })],
  )
  expect(items.flatMap((item) => (item.kind === 'event' ? [item.by] : []))).toEqual(['Dana', 'A'])
})

test('a message that set the status is a line too; what changed nothing that is said is none', () => {
  const history = [
    entry('2', 5, { status: { from: 'open', to: 'resolved' }, message_count: { from: 1, to: 2 } }, 'message.created'),
    entry('1', 2, { updated_at: { from: 1, to: 2 } }),
  ]
  expect(timelineOf([message('10', 1)], history).map(({ id }) => id)).toEqual(['10', 'event-2'])
})

test('the first unread message is somebody else’s; nothing is unread where nothing was ever read', () => {
  const messages = [message('1', 1), message('2', 2, 'me'), message('3', 3), message('4', 4)]
  expect(firstUnread(messages, { readAt: at(1), memberId: 'me' })).toBe('3')
  expect(firstUnread(messages, { readAt: at(9), memberId: 'me' })).toBe(null)
  expect(firstUnread(messages, { readAt: null, memberId: 'me' })).toBe(null)
})

test('a long ticket opens with its last messages, or around the unread one', () => {
  expect(rangeAt(500, null)).toEqual({ from: 486, to: Number.POSITIVE_INFINITY })
  expect(rangeAt(3, null)).toEqual({ from: 0, to: Number.POSITIVE_INFINITY })
  expect(rangeAt(500, 100)).toEqual({ from: 95, to: 114 })
  expect(rangeAt(500, 495)).toEqual({ from: 490, to: Number.POSITIVE_INFINITY })
})

test('grows to both sides until everything is drawn', () => {
  let range = rangeAt(500, 250)
  for (let step = 0; step < 30; step++) range = grown(grown(range, 500, 'before'), 500, 'after')
  expect(range).toEqual({ from: 0, to: Number.POSITIVE_INFINITY })
})

test('stays with the same messages when the history comes in between', () => {
  const messages = Array.from({ length: 60 }, (_, index) => message(String(index), index))
  const before = timelineOf(messages, [])
  const edges = edgesOf(before, { from: 40, to: 50 })
  const after = timelineOf(messages, [entry('1', 0, { status: { from: 'open', to: 'pending' } })])
  expect(after[rangeOf(after, edges).from]?.id).toBe('40')
  expect(after[rangeOf(after, edges).to]?.id).toBe('50')
})
