import { expect, test } from 'vitest'
import type { Message, WholeTicket } from '../../../api/types.ts'
import type { LiveEvent } from '../../../live/live.ts'
import { mergeEvent, movesTimers, needsRefetch } from './merge.ts'

const message = (id: string, created_at: string): Message => ({
  id,
  author: { kind: 'contact', id: null, name: 'Ann' },
  public: true,
  format: 'text',
  text: id,
  html: null,
  markdown: null,
  attachments: [],
  created_at,
})
const ticket: WholeTicket = {
  id: '1',
  number: 7,
  subject: 'A',
  status: 'open',
  priority: 'normal',
  department: { id: '2', name: 'Support' },
  type: { id: '3', name: 'Question' },
  requester: { id: '4', external_id: null, email: 'ann@example.com', name: 'Ann' },
  requester_verified: true,
  assignee: null,
  tags: [],
  fields: {},
  metadata: {},
  channel: 'api',
  source: 'api',
  culture: 'en',
  external_ref: null,
  message_count: 2,
  opened_at: '2026-01-01T12:00:00.000Z',
  snoozed_until: null,
  first_response_at: null,
  resolved_at: null,
  closed_at: null,
  last_message_at: '2026-01-01T12:02:00.000Z',
  created_at: '2026-01-01T12:00:00.000Z',
  updated_at: '2026-01-01T12:02:00.000Z',
  participants: [],
  messages: [message('10', '2026-01-01T12:00:00.000Z'), message('12', '2026-01-01T12:02:00.000Z')],
  sla: [],
  links: [],
}
const event = (data: unknown, type = 'ticket.updated'): LiveEvent => ({
  id: '1',
  type,
  actor: { kind: 'member', id: '9', name: 'Dana' },
  data,
  created_at: '2026-01-01T12:03:00.000Z',
})
const { messages, sla, links, ...snapshot } = ticket
const later = { ...snapshot, updated_at: '2026-01-01T12:03:00.000Z' }

test('takes what another agent changed, and keeps the messages as they are', () => {
  const merged = mergeEvent(ticket, event({ ticket: { ...later, status: 'resolved' } }))
  expect(merged.status).toBe('resolved')
  expect(merged.messages).toBe(ticket.messages)
})

test('is the same object where it is about another ticket, or about none', () => {
  expect(mergeEvent(ticket, event({ ticket: { ...later, id: '2' } }))).toBe(ticket)
  expect(mergeEvent(ticket, event({ view: {} }))).toBe(ticket)
  expect(mergeEvent(ticket, event(null))).toBe(ticket)
})

test('what comes late takes nothing back', () => {
  const old = { ...snapshot, status: 'pending', updated_at: '2026-01-01T12:01:00.000Z' }
  expect(mergeEvent(ticket, event({ ticket: old })).status).toBe('open')
})

test('a message comes in at its place, once', () => {
  const more = { ...later, message_count: 3 }
  const between = message('11', '2026-01-01T12:01:00.000Z')
  const once = mergeEvent(ticket, event({ ticket: more, message: between }, 'message.created'))
  const twice = mergeEvent(once, event({ ticket: more, message: between }, 'message.created'))
  expect(twice.messages.map(({ id }) => id)).toEqual(['10', '11', '12'])
  expect(twice.messages[0]).toBe(ticket.messages[0])
  expect(twice.message_count).toBe(3)
})

test('a bounce is shown at the message that it is about', () => {
  const failures = [{ address: 'ann@example.com', kind: 'hard', status: '5.1.1', detail: null }]
  const merged = mergeEvent(ticket, event({ ticket: { id: '1' }, message_id: '12', failures }, 'mail.undelivered'))
  expect(merged.messages[1]?.undelivered).toEqual([{ ...failures[0], at: '2026-01-01T12:03:00.000Z' }])
  expect(merged.subject).toBe('A')
})

test('a promise is replaced by its kind, and only promised tickets are asked for anew', () => {
  const timer = { kind: 'resolution', breached_at: '2026-01-01T12:03:00.000Z' }
  const merged = mergeEvent(ticket, event({ ticket: later, timer }, 'sla.breached'))
  expect(merged.sla).toEqual([timer])
  expect(movesTimers(ticket, event({ ticket: later }))).toBe(false)
  expect(movesTimers(merged, event({ ticket: later }))).toBe(true)
})

test('is asked for anew where messages or links moved, whichever side of them it is', () => {
  const other = { id: '2', number: 8 }
  const self = { id: '1', number: 7 }
  expect(needsRefetch(ticket, event({ ticket: self, merged: other }, 'ticket.merged'))).toBe(true)
  expect(needsRefetch(ticket, event({ ticket: later, changes: { merged_into: { from: null, to: other } } }))).toBe(true)
  expect(needsRefetch(ticket, event({ ticket: other, link: { ticket: self } }, 'ticket.linked'))).toBe(true)
  expect(needsRefetch(ticket, event({ ticket: other, link: { ticket: { id: '3' } } }, 'ticket.linked'))).toBe(false)
  expect(needsRefetch(ticket, event({ ticket: later, changes: { status: {} } }))).toBe(false)
})
