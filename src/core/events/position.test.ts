import { expect, test } from 'vitest'
import { fromCursor, toCursor } from './position.ts'

test('a cursor comes back as the position it was made of', () => {
  const position = { xid: '18446744073709551615', id: '9223372036854775807' }
  expect(fromCursor(toCursor(position))).toEqual(position)
})

test.each([
  '',
  'now',
  '!!!',
  toCursor({ xid: '-1', id: '0' }),
  toCursor({ xid: '1', id: 'x' }),
  toCursor({ xid: '18446744073709551616', id: '0' }),
  toCursor({ xid: '1', id: '9223372036854775808' }),
])('%j is no cursor', (text) => {
  expect(fromCursor(text)).toBeUndefined()
})
