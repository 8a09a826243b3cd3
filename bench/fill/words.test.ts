import { expect, test } from 'vitest'
import { RARE_COUNT, RARE_FROM, word, zipf } from './words.ts'

test('no two numbers are one word', () => {
  const count = RARE_FROM + RARE_COUNT
  expect(new Set(Array.from({ length: count }, (_, n) => word(n))).size).toBe(count)
})

test('the first word is the most common, the last is there', () => {
  expect(zipf(() => 0)).toBe(0)
  expect(zipf(() => 0.999_999_9, 30_000)).toBe(29_999)
  expect(zipf(() => 0.5, 9_999)).toBe(99)
})
