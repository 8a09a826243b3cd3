import { expect, test } from 'vitest'
import { matching } from '../composer/matching.ts'
import { clockOf, type SlaTimer } from '../header/sla.ts'
import { fromLocalInput, toLocalInput } from './when.ts'

test('a moment goes into the field and comes back', () => {
  const now = new Date(2026, 10, 20, 10)
  const at = new Date(2026, 10, 21, 9, 5)
  expect(toLocalInput(at)).toBe('2026-11-21T09:05')
  expect(fromLocalInput(toLocalInput(at), now)).toEqual(at)
  expect(fromLocalInput('2026-11-19T09:05', now)).toBe(null)
  expect(fromLocalInput('', now)).toBe(null)
})

test('a promise is due, soon due, late, or paused', () => {
  const now = Date.parse('2026-11-20T10:00:00Z')
  const timer = { breached_at: null, warned_at: null, due_at: '2026-11-20T11:00:00Z' } as SlaTimer // what clockOf reads
  expect(clockOf(timer, now).state).toBe('due')
  expect(clockOf({ ...timer, warned_at: '2026-11-20T09:50:00Z' }, now).state).toBe('soon')
  expect(clockOf({ ...timer, due_at: '2026-11-20T09:00:00Z' }, now).state).toBe('breached')
  expect(clockOf({ ...timer, due_at: null }, now).state).toBe('paused')
})

test('what begins with the typed letters comes first', () => {
  expect(matching(['My refund', 'Refund', 'Other'], 'ref', (one) => one)).toEqual(['Refund', 'My refund'])
  expect(matching(['a', 'b'], ' ', (one) => one)).toEqual(['a', 'b'])
})
