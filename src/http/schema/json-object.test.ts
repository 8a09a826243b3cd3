import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonObject } from './json-object.ts'

const codeOf = (value: unknown, maxBytes = 100) => {
  const [issue] = jsonObject(maxBytes).safeParse(value).error?.issues ?? []
  return issue && (issue.code === 'custom' ? issue.params?.code : issue.code)
}
const nested = (levels: number, open: (inner: unknown) => unknown) => {
  let value: unknown = 1
  for (let n = 0; n < levels; n++) value = open(value)
  return value
}

test('any JSON object of the size comes through as it is', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.jsonValue(),
      ),
      (value) => {
        const given = JSON.parse(JSON.stringify(value))
        expect(JSON.stringify(jsonObject(1_000_000).parse(given))).toBe(JSON.stringify(given))
      },
    ),
  )
})

test('size is counted in bytes of JSON', () => {
  expect(codeOf({ a: 'x'.repeat(92) })).toBe(undefined)
  expect(codeOf({ a: 'x'.repeat(93) })).toBe('too_large')
  expect(codeOf({ a: 'é'.repeat(46) })).toBe(undefined)
  expect(codeOf({ a: 'é'.repeat(47) })).toBe('too_large')
  expect(codeOf({ a: '"'.repeat(47) })).toBe('too_large')
})

test('32 levels, of objects or arrays', () => {
  for (const open of [(inner: unknown) => ({ a: inner }), (inner: unknown) => [inner]]) {
    expect(codeOf({ a: nested(31, open) }, 10_000)).toBe(undefined)
    expect(codeOf({ a: nested(32, open) }, 10_000)).toBe('too_deep')
    expect(codeOf({ a: nested(50_000, open) }, 10_000_000)).toBe('too_deep')
  }
})

test.each([null, [], 'x', 1, true, undefined])('%j is no object', (value) => {
  expect(codeOf(value)).toBe('invalid_type')
})
