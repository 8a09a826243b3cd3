import { expect, test } from 'vitest'
import { parseQuery, toTsquery } from './query.ts'

test.each([
  ['refund invoice', undefined, [['refund'], ['invoice']]],
  ['"log in" now', undefined, [['log', 'in'], ['now']]],
  ['"never closed', undefined, [['never', 'closed']]],
  ['ann@example.com', undefined, [['ann', 'example', 'com']]],
  ['#42', '42', []],
  [' 42 ', '42', [['42']]],
  ['42 refund', undefined, [['42'], ['refund']]],
  ['""  ', undefined, []],
  ["'; drop table", undefined, [['drop'], ['table']]],
])('%j', (text, number, terms) => {
  expect(parseQuery(text)).toEqual({ number, terms: terms.map((words) => ({ words })) })
})

test('every term has to be found, a word in any of its spellings', () => {
  const { terms } = parseQuery('"log in" pasword')
  expect(toTsquery(terms, new Map([['pasword', ['password', 'passwords']]]))).toBe(
    "(('log') <-> ('in')) & (('pasword' | 'password' | 'passwords'))",
  )
})
