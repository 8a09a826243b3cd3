import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance, slips } from './spelling.ts'

test.each([
  ['pasword', 'password'],
  ['invocie', 'invoice'],
  ['mial', 'mail'],
  ['refundd', 'refund'],
  ['סיסמא', 'סיסמה'],
  ['парол', 'пароль'],
])('%s is one slip from %s', (typed, meant) => {
  expect(slips(typed)).toContain(meant)
  expect(distance(typed, meant, 2)).toBe(1)
})

test.each([
  ['acommodtion', 'accommodation', 2],
  ['kitten', 'sitting', 3],
  ['same', 'same', 0],
  ['ab', 'abcdef', 3],
])('%s and %s', (one, other, expected) => {
  expect(distance(one, other, 2)).toBe(expected)
})

test('whatever is one slip away has a distance of one', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,9}$/), (word) => {
      for (const slip of slips(word)) if (distance(word, slip, 2) !== 1) return false
      return true
    }),
  )
})
