import { expect, test } from 'vitest'
import { LEAVES_MAX, leavesOf, readPayload } from './payload.ts'

test('each value has its pointer, whatever its name is made of', () => {
  expect(leavesOf({ entry: { 'a/b~c': 'x', list: [1, null] } })).toEqual([
    { pointer: '/entry', depth: 0, name: 'entry', value: null },
    { pointer: '/entry/a~1b~0c', depth: 1, name: 'a/b~c', value: 'x' },
    { pointer: '/entry/list', depth: 1, name: 'list', value: null },
    { pointer: '/entry/list/0', depth: 2, name: '0', value: '1' },
    { pointer: '/entry/list/1', depth: 2, name: '1', value: 'null' },
  ])
})

test('a large payload ends somewhere', () => {
  expect(leavesOf(Array.from({ length: 2_000 }, (_, n) => n))).toHaveLength(LEAVES_MAX)
})

test('JSON and forms are read, what is neither is not', () => {
  expect(readPayload('application/json', '{"a":1}')).toEqual({ a: 1 })
  expect(readPayload('application/x-www-form-urlencoded', 'a=1&b=c+d')).toEqual({ a: '1', b: 'c d' })
  expect(readPayload('multipart/form-data; boundary=x', '--x')).toBeUndefined()
  expect(readPayload('application/json', null)).toBeUndefined()
})
