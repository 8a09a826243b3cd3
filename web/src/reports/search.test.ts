import { expect, test } from 'vitest'
import { rangeIn, toSearch } from './search.ts'

const now = new Date('2026-03-03T12:00:00Z')

test('what makes no sense in a path is left out', () => {
  expect(
    toSearch({ range: 'ages', from: '2026-13-01', to: 5, interval: 'hour', zone: 'Mars/Base', channel: '' }),
  ).toEqual({})
  expect(toSearch({ range: '7d', zone: 'Asia/Kolkata', department: 12, source: 'web' })).toEqual({
    range: '7d',
    zone: 'Asia/Kolkata',
    department: '12',
    source: 'web',
  })
})

test('without a choice it is the last 30 days, by day', () => {
  const { from, to, interval, preset } = rangeIn({ zone: 'UTC' }, now)
  expect([from, to, interval, preset]).toEqual(['2026-02-02', '2026-03-03', 'day', '30d'])
})

test('days of one’s own are taken as they are; days backwards are not', () => {
  expect(rangeIn({ from: '2025-01-01', to: '2025-12-31' }, now)).toMatchObject({ preset: 'custom', interval: 'week' })
  expect(rangeIn({ from: '2025-01-02', to: '2025-01-01' }, now).preset).toBe('30d')
})

test('an interval that would be too many periods is another one', () => {
  expect(rangeIn({ from: '2020-01-01', to: '2025-12-31', interval: 'day' }, now).interval).toBe('month')
  expect(rangeIn({ from: '2020-01-01', to: '2025-12-31', interval: 'week' }, now).interval).toBe('week')
})
