import { expect, test } from 'vitest'
import { asDay, intervalsOf, isRange, PRESETS, rangeOf, todayIn, usualInterval } from './range.ts'

test.each([
  ['7d', '2026-03-03', { from: '2026-02-25', to: '2026-03-03' }],
  ['30d', '2026-03-01', { from: '2026-01-31', to: '2026-03-01' }],
  ['month', '2026-03-01', { from: '2026-03-01', to: '2026-03-01' }],
  ['lastMonth', '2026-03-31', { from: '2026-02-01', to: '2026-02-28' }],
  ['lastMonth', '2026-01-15', { from: '2025-12-01', to: '2025-12-31' }],
  ['year', '2026-03-03', { from: '2026-01-01', to: '2026-03-03' }],
  ['12m', '2026-03-03', { from: '2025-04-01', to: '2026-03-03' }],
  ['12m', '2026-12-31', { from: '2026-01-01', to: '2026-12-31' }],
] as const)('%s on %s', (preset, today, range) => {
  expect(rangeOf(preset, today)).toEqual(range)
})

test('today is the day that it is in the time zone', () => {
  const now = new Date('2026-03-01T22:30:00Z')
  expect(todayIn('Asia/Jerusalem', now)).toBe('2026-03-02')
  expect(todayIn('America/Sao_Paulo', now)).toBe('2026-03-01')
})

test('every preset is a range that the API takes, in the interval that it is shown by', () => {
  for (const preset of PRESETS) {
    const range = rangeOf(preset, '2028-02-29')
    expect(isRange(range)).toBe(true)
    expect(intervalsOf(range)).toContain(usualInterval(range))
  }
})

test('a long range is not cut into more periods than the API gives', () => {
  expect(intervalsOf({ from: '2020-01-01', to: '2026-01-01' })).toEqual(['week', 'month'])
  expect(intervalsOf({ from: '2017-01-01', to: '2026-12-31' })).toEqual(['month'])
})

test.each(['2026-02-30', '2026-2-3', 'tomorrow', 20260101, undefined])('%j is no day', (value) => {
  expect(asDay(value)).toBeUndefined()
})

test('a range backwards, or of more than ten years, is none', () => {
  expect(isRange({ from: '2026-02-02', to: '2026-02-01' })).toBe(false)
  expect(isRange({ from: '2010-01-01', to: '2026-01-01' })).toBe(false)
  expect(asDay('2028-02-29')).toBe('2028-02-29')
})
