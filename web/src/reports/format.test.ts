import { expect, test } from 'vitest'
import { duration, measure, period } from './format.ts'

test.each([
  [0, '0 sec'],
  [59, '59 sec'],
  [60, '1 min'],
  [3_599, '1 hr'],
  [7_500, '2 hr 5 min'],
  [86_399, '1 day'],
  [90_000, '1 day 1 hr'],
  [259_200, '3 days'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds, 'en')).toBe(text)
})

test('measures are in the words of the language; nothing measured is a dash', () => {
  expect(measure(null, 'share', 'en')).toBe('–')
  expect(measure(0.9876, 'share', 'en')).toBe('98.8%')
  expect(measure(12_345, 'count', 'en')).toBe('12,345')
  expect(measure(4.666, 'score', 'en')).toBe('4.67')
})

test('a period is named by its first day, whatever the zone of who looks', () => {
  expect(period('2026-03-01', 'day', 'en')).toBe('Mar 1, 2026')
  expect(period('2026-03-01', 'month', 'en')).toBe('Mar 2026')
})
