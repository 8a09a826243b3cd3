import { expect, test } from 'vitest'
import { median, percentile, sum } from './statistics.ts'

const to = (count: number) => Array.from({ length: count }, (_, n) => count - n)

test('percentiles are the nearest rank, whatever the order', () => {
  expect(percentile(to(100), 0.5)).toBe(50)
  expect(percentile(to(100), 0.95)).toBe(95)
  expect(percentile(to(100), 0.99)).toBe(99)
  expect(percentile(to(100), 1)).toBe(100)
  expect(percentile(to(7), 0.95)).toBe(7)
  expect(percentile(to(7), 0.5)).toBe(4)
})

test('one value is every percentile of itself', () => {
  expect(percentile([3.5], 0.5)).toBe(3.5)
  expect(percentile([3.5], 0.99)).toBe(3.5)
  expect(percentile([3.5], 0)).toBe(3.5)
})

test('numbers are ordered as numbers', () => {
  expect(percentile([10, 9, 100], 1)).toBe(100)
  expect(median([10, 9, 100])).toBe(10)
})

test('the median of an even count lies between the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([1, 2])).toBe(1.5)
  expect(median([7])).toBe(7)
})

test('of nothing there is no percentile', () => {
  expect(percentile([], 0.5)).toBeNaN()
  expect(median([])).toBeNaN()
  expect(sum([])).toBe(0)
})

test('neither function touches what it is given', () => {
  const values = [3, 1, 2]
  percentile(values, 0.5)
  median(values)
  expect(values).toEqual([3, 1, 2])
})
