import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OPERATORS, parse } from './grammar.ts'

const said = (text: string) => {
  const { number, terms, excluded, conditions } = parse(text)
  return [
    ...(number === undefined ? [] : [`#${number}`]),
    ...terms.map(({ words, quoted }) => (quoted ? `"${words.join(' ')}"` : words.join('+'))),
    ...excluded.map(({ words }) => `not ${words.join('+')}`),
    ...conditions.map(({ operator, value, negated }) => `${negated ? 'not ' : ''}${operator}=${value}`),
  ].join(', ')
}

test.each([
  ['refund status:open', 'refund, status=open'],
  ['Status:OPEN,pending', 'status=OPEN,pending'],
  ['department:"Customer Care" -tag:vip', 'department=Customer Care, not tag=vip'],
  ['assignee:"Kim', 'assignee=Kim'],
  ['refund -invoice', 'refund, not invoice'],
  ['-"log in" now', 'now, not log+in'],
  ['e-mail - x', 'e+mail, x'],
  ['--x', 'not x'],
  ['status: open', 'open, status='],
  ['is:', 'is='],
  ['re: https://example.com 10:30 foo:bar', 're, https+example+com, 10+30, foo+bar'],
  ['"status:open"', '"status open"'],
  ['from:ann@example.com after:2026-01-01', 'from=ann@example.com, after=2026-01-01'],
  ['#42', '#42'],
  ['42', '#42, 42'],
  ['#42 is:unread', '42, is=unread'],
  ['-', ''],
  ['":"', ''],
])('%j is %j', (text, meant) => {
  expect(said(text)).toBe(meant)
})

const piece = fc.oneof(
  fc.constantFrom(
    ...OPERATORS.map((name) => `${name}:`),
    '"',
    '-',
    ' ',
    ':',
    '#',
    'open',
    'ann',
    '😀',
    '\0',
    'Não',
    '#7',
  ),
  fc.string({ maxLength: 6, unit: 'binary' }),
)

test('whatever is typed, each part of it is one thing, from where it stands', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('')
      const { terms, excluded, conditions } = parse(text)
      for (const { words, start, end } of [...terms, ...excluded]) {
        expect(words.length).toBeGreaterThan(0)
        expect([0 <= start, start < end, end <= text.length]).toEqual([true, true, true])
      }
      for (const { operator } of conditions) expect(OPERATORS).toContain(operator)
      // What stands between spaces of its own is read alike, whatever is around it.
      expect(parse(`alpha ${text.replaceAll('"', '')} is:unread`).conditions.at(-1)).toEqual(
        conditions.length < 20 ? { operator: 'is', value: 'unread', negated: false } : expect.anything(),
      )
    }),
  )
})
