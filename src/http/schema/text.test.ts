import fc from 'fast-check'
import { expect, test } from 'vitest'
import { text } from './text.ts'

const fits = (value: string, max: number, min?: number) => text(max, min).safeParse(value).success

test('length is counted in characters: an emoji is one, a letter with a mark is two', () => {
  expect(fits('🎫🎫🎫', 3)).toBe(true)
  expect(fits('🎫🎫🎫🎫', 3)).toBe(false)
  expect(fits('e\u0301', 1)).toBe(false)
  expect(fits('一二三', 3)).toBe(true)
})

test('at least as many as asked for', () => {
  expect([fits('', 3), fits('', 3, 1), fits('a', 3, 1)]).toEqual([true, false, true])
  expect([fits('🎫', 3, 2), fits('🎫🎫', 3, 2), fits('a', 3, 2), fits('ab', 3, 2)]).toEqual([false, true, false, true])
})

test('agrees with counting', () => {
  const value = fc.string({ unit: 'binary', maxLength: 12 })
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (given, max, min) => {
      const length = [...given].length
      expect(fits(given, max, min)).toBe(length <= max && length >= min)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  [text(1000), 'x'.repeat(1001), 'too_long', 'must be at most 1,000 characters'],
  [text(10, 1), '', 'too_short', 'must not be empty'],
  [text(10, 3), 'ab', 'too_short', 'must be at least 3 characters'],
])('says what is allowed', (schema, value, code, message) => {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  expect(issue).toMatchObject({ message, params: { code } })
})
