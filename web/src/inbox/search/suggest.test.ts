import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OPERATORS, suggest } from './suggest.ts'

const values = { status: ['open', 'pending'], department: ['Support', 'Big Sales'], assignee: ['me', 'none'] }
const texts = (typed: string) => suggest(typed, values).map(({ text }) => text)

test('nothing typed: every operator', () => {
  expect(suggest('', values).map(({ operator }) => operator)).toEqual([...OPERATORS])
  expect(texts('refund ')).toContain('refund status:')
})

test.each([
  ['st', ['status:']],
  ['refund a', ['refund assignee:', 'refund after:']],
  ['-st', ['-status:']],
  ['status:', ['status:open ', 'status:pending ']],
  ['x status:p', ['x status:pending ']],
  ['status:open', []],
  ['department:b', ['department:"Big Sales" ']],
  ['department:"big s', ['department:"Big Sales" ']],
  ['nothing:x', []],
  ['refund', []],
])('%j', (typed, expected) => {
  expect(texts(typed)).toEqual(expected)
})

test('whatever is typed, what was there before the last word stays', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      for (const { text, shown } of suggest(typed, values)) expect(text.trimEnd().endsWith(shown)).toBe(true)
    }),
  )
})
