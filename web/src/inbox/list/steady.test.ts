import { expect, test } from 'vitest'
import { movedBy } from './steady.ts'

const before = ['a', 'b', 'c', 'd', 'e']

test.each([
  ['a new one on top', ['new', 'a', 'b', 'c', 'd', 'e'], 1, { rows: 1, fresh: 1 }],
  ['the row that is read goes to the top', ['b', 'a', 'c', 'd', 'e'], 1, { rows: 0, fresh: 0 }],
  ['one from below goes to the top', ['e', 'a', 'b', 'c', 'd'], 1, { rows: 1, fresh: 0 }],
  ['one above leaves', ['b', 'c', 'd', 'e'], 1, { rows: -1, fresh: 0 }],
  ['more are loaded', [...before, 'f'], 1, { rows: 0, fresh: 0 }],
  ['another list', ['x', 'y'], 0, { rows: 0, fresh: 0 }],
])('%s', (_what, now, first, expected) => {
  expect(movedBy(before, now, first)).toEqual(expected)
})
