import fc from 'fast-check'
import { expect, test } from 'vitest'
import { piecesOf } from './marks.ts'

test.each([
  ['no mark', [['no mark', false]]],
  [
    'my <mark>refund</mark>, please',
    [
      ['my ', false],
      ['refund', true],
      [', please', false],
    ],
  ],
  [
    '<mark>a</mark><mark>b</mark>',
    [
      ['a', true],
      ['b', true],
    ],
  ],
  ['&lt;b&gt; &amp;lt; &#39;&quot;', [['<b> &lt; \'"', false]]],
  ['<script>x</script><mark>y', [['<script>x</script><mark>y', false]]],
  ['', []],
])('%j', (highlight, expected) => {
  expect(piecesOf(highlight).map(({ text, marked }) => [text, marked])).toEqual(expected)
})

test('whatever was escaped comes back as it was', () => {
  const escaped = (text: string) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, word) => {
      const pieces = piecesOf(`${escaped(before)}<mark>${escaped(word)}</mark>`)
      expect(pieces.map(({ text }) => text).join('')).toBe(before + word)
    }),
  )
})
