import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextTry, TRIES } from './schedule.ts'

const middle = () => 0.5

test('the schedule is 5 s, 30 s, 2 min, 10 min, 1 h, 3 h, 6 h, 12 h, 24 h, 24 h, and then an end', () => {
  const hour = 3_600
  const seconds = Array.from({ length: TRIES }, (_, n) => nextTry(n + 1, 0, middle)).map((ms) => ms && ms / 1_000)
  expect(seconds).toEqual([5, 30, 120, 600, hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour, 24 * hour, undefined])
})

test('the jitter is at most a tenth either way', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: TRIES - 1 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, at) => {
      const [plain = 0, jittered = 0] = [nextTry(tries, 0, middle), nextTry(tries, 0, () => at)]
      expect(Math.abs(jittered - plain)).toBeLessThanOrEqual(plain / 10 + 1)
    }),
  )
})

test('what the receiver asked for is waited for, a day at most', () => {
  expect(nextTry(1, 60_000, middle)).toBe(60_000)
  expect(nextTry(4, 60_000, middle)).toBe(600_000)
  expect(nextTry(1, 10 * 86_400_000, middle)).toBe(86_400_000)
})
