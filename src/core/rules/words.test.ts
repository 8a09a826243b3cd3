import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minutesOf } from './duration.ts'
import { matches } from './words.ts'

/** The same, by a regular expression: quick to write, and the reason why the real one is not. */
const byRegExp = (text: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 's').test(text)

test('a pattern means what the regular expression would', () => {
  const letters = (more: string) => fc.string({ unit: fc.constantFrom(...`ab${more}`), maxLength: 8 })
  fc.assert(
    fc.property(letters('.\n'), letters('.*'), (text, pattern) => {
      expect(matches(text, pattern)).toBe(byRegExp(text, pattern))
    }),
    { numRuns: 2_000 },
  )
})

test('a pattern made to take long does not', { timeout: 20_000 }, () => {
  expect(matches('a'.repeat(50_000), `${'a*'.repeat(240)}b`)).toBe(false)
})

test.each([
  ['1m', 1],
  ['4h', 240],
  ['2d', 2_880],
  ['1w', 10_080],
  ['52w', 524_160],
  ['53w', undefined],
  ['525600m', 525_600],
  ['525601m', undefined],
  ['0m', undefined],
  ['01h', undefined],
  ['1.5h', undefined],
  ['-1h', undefined],
  ['1y', undefined],
  ['h', undefined],
  ['', undefined],
])('%s is %j minutes', (text, minutes) => expect(minutesOf(text)).toBe(minutes))
