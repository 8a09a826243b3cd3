import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor, toPage } from './page.ts'

test('one row more than the limit says that there is a next page', () => {
  const position = (row: number) => [String(row)]
  const show = (row: number) => `#${row}`
  expect(toPage([1, 2], 2, position, show)).toEqual({ data: ['#1', '#2'], next_cursor: null })
  expect(toPage([], 2, position, show)).toEqual({ data: [], next_cursor: null })
  const page = toPage([1, 2, 3], 2, position, show)
  expect(page.data).toEqual(['#1', '#2'])
  expect(decodeCursor(page.next_cursor ?? '')).toEqual(['2'])
})

test('a cursor is text for a query, and nonsense is not one', () => {
  expect(encodeCursor(['Ä & b', '1'])).toMatch(/^[\w-]+$/)
  expect(decodeCursor('nonsense!')).toBeUndefined()
  const made = encodeCursor(['1'])
  expect(decodeCursor(made)).toEqual(['1'])
  for (const text of [`${made}=`, ` ${made}`, Buffer.from('[ "1"]').toString('base64url'), '']) {
    expect(decodeCursor(text)).toBeUndefined()
  }
})
