import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Heard, openPresence } from './presence.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const kim: Heard = { desk: '1', ticket: '7', department: '3', member: '10', name: 'Kim', state: 'viewing' }

test('who said nothing for 40 s is forgotten; a heartbeat keeps them and is no news', () => {
  const changed: string[] = []
  const presence = openPresence((_desk, ticket) => changed.push(ticket))
  presence.hear(kim)
  presence.hear({ ...kim, member: '11', name: 'Bo', state: 'typing' })
  vi.advanceTimersByTime(30_000)
  presence.hear(kim)
  expect(changed).toEqual(['7', '7'])
  vi.advanceTimersByTime(12_000)
  expect(presence.at('1', '7')?.members).toEqual([{ id: '10', name: 'Kim', state: 'viewing' }])
  vi.advanceTimersByTime(30_000)
  expect([presence.at('1', '7'), presence.tickets('1'), changed]).toEqual([undefined, [], ['7', '7', '7', '7']])
  presence.close()
})

test('who was heard of since a moment is not of those from before it, however late they were passed on', () => {
  const presence = openPresence(() => {})
  presence.hear(kim)
  vi.advanceTimersByTime(1_000)
  const moment = performance.now()
  expect(presence.heardBefore('1', '10', moment)).toEqual([{ ticket: '7', department: '3' }])
  vi.advanceTimersByTime(1_000)
  presence.hear({ ...kim, ago: 1_500 })
  expect(presence.heardBefore('1', '10', moment)).toHaveLength(1)
  presence.hear({ ...kim, ago: 500 })
  expect(presence.heardBefore('1', '10', moment)).toEqual([])
  presence.close()
})

test('who begins to type, and who leaves, is news; who was not there leaves in silence', () => {
  const changed: string[] = []
  const presence = openPresence((_desk, ticket) => changed.push(ticket))
  presence.hear(kim)
  presence.hear({ ...kim, state: 'typing' })
  presence.hear({ ...kim, member: '11', state: 'left' })
  presence.hear({ ...kim, desk: '2', state: 'left' })
  expect(changed).toEqual(['7', '7'])
  presence.hear({ ...kim, state: 'left' })
  expect([presence.at('1', '7'), changed.length]).toEqual([undefined, 3])
  presence.close()
})
