import { expect, test } from 'vitest'
import { namesTag, readRange } from './byte-range.ts'

test.each([
  [undefined, 'all'],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['BYTES=2-4', { start: 2, end: 4 }],
  ['bytes=2-', { start: 2, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-30', { start: 0, end: 9 }],
  ['bytes=9-100', { start: 9, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=4-2', 'all'],
  ['bytes=0-1,3-4', 'all'],
  ['bytes=-', 'all'],
  ['bytes=99999999999999999999-', 'all'],
  ['items=0-1', 'all'],
])('%s of ten bytes', (header, expected) => {
  expect(readRange(header, 10)).toEqual(expected)
})

test('an empty file has no part to ask for', () => {
  expect(readRange('bytes=0-', 0)).toBe('unsatisfiable')
  expect(readRange('bytes=-1', 0)).toBe('unsatisfiable')
})

test('tags are compared weakly, in lists, and * is any', () => {
  expect(namesTag('"a", W/"b"', '"b"')).toBe(true)
  expect(namesTag('*', '"b"')).toBe(true)
  expect(namesTag('"a"', '"b"')).toBe(false)
  expect(namesTag(undefined, '"b"')).toBe(false)
})
