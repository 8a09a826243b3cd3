import { expect, test } from 'vitest'
import { mergeTraits, traitsFit } from './traits.ts'

test('new wins, null removes, one level deep', () => {
  const merged = mergeTraits({ a: 1, b: { c: 1, d: 2 }, e: 3 }, { a: 2, b: { c: null }, e: null, f: null, g: false })
  expect(merged).toEqual({ a: 2, b: { c: null }, g: false })
})

test('a key of the prototype is a key', () => {
  const merged = mergeTraits(JSON.parse('{"__proto__":{"admin":true}}'), { constructor: 1 })
  expect(JSON.stringify(merged)).toBe('{"__proto__":{"admin":true},"constructor":1}')
  expect((merged as { admin?: boolean }).admin).toBeUndefined()
})

test('20,000 bytes fit, counted in UTF-8', () => {
  expect(traitsFit({ a: 'x'.repeat(19_992) })).toBe(true)
  expect(traitsFit({ a: 'x'.repeat(19_993) })).toBe(false)
  expect(traitsFit({ a: 'ü'.repeat(9_997) })).toBe(false)
})
