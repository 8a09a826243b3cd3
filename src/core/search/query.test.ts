import { expect, test } from 'vitest'
import { parse } from './grammar.ts'
import { phrasesIn, toTsquery } from './query.ts'

test('what is quoted is told from what is not', () => {
  expect(parse('"log in" ann@example.com').terms).toMatchObject([
    { words: ['log', 'in'], quoted: true },
    { words: ['ann', 'example', 'com'], quoted: false },
  ])
})

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
  const query = parse(text)
  expect(query.number).toBe(number)
  expect(query.terms.map((term) => term.words)).toEqual(terms)
})

test('every term has to be found, a word in any of its spellings', () => {
  const { terms } = parse('"log in" pasword')
  expect(toTsquery(terms, new Map([['pasword', ['password', 'passwords']]]))).toBe(
    "(('log') <-> ('in')) & (('pasword' | 'password' | 'passwords'))",
  )
})

test.each([
  [['Sole'], 'C', "('sole':*C)"],
  [['too sho', '100%'], 'AC', "('too':AC <-> 'sho':*AC) | ('100':*AC)"],
  [['in'], 'C', "('in':C)"],
  [['%', "'"], 'C', ''],
])('the phrases of %j in %s', (texts, weights, tsquery) => {
  expect(phrasesIn(texts, weights)).toBe(tsquery)
})
