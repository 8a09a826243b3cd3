import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fragment, highlight } from './highlight.ts'
import { words } from './words.ts'

test.each([
  ['I lost my Password!', ['password'], 'I lost my <mark>Password</mark>!'],
  ['Não consigo', ['nao'], '<mark>Não</mark> consigo'],
  ['את הסיסמה שלי', ['הסיסמה'], 'את <mark>הסיסמה</mark> שלי'],
  [
    '<script>alert("x")</script>',
    ['script'],
    '&lt;<mark>script</mark>&gt;alert(&quot;x&quot;)&lt;/<mark>script</mark>&gt;',
  ],
  ["a & b's", ['b'], 'a &amp; <mark>b</mark>&#39;s'],
  ['東京タワー', ['京タ', 'タワ'], '東<mark>京タ</mark><mark>ワ</mark>ー'],
  ['nothing here', ['else'], 'nothing here'],
])('%j', (text, found, expected) => {
  expect(highlight(text, new Set(found))).toBe(expected)
})

test('a long text is cut to where the words are', () => {
  const text = `${'before '.repeat(100)}the refund of my invoice${' after'.repeat(100)}`
  const html = fragment(text, new Set(['refund', 'invoice']))
  expect(html).toMatch(/^… ?before.*the <mark>refund<\/mark> of my <mark>invoice<\/mark>.*after…$/)
  expect(html.length).toBeLessThan(330)
})

test('whatever the text, the only tags are ours, and without them it is the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const html = highlight(text, new Set(words(text).slice(0, 2)))
      const bare = html.replaceAll('<mark>', '').replaceAll('</mark>', '')
      expect(bare).not.toMatch(/[<>"']/)
      const entities: [string, string][] = [
        ['&lt;', '<'],
        ['&gt;', '>'],
        ['&quot;', '"'],
        ['&#39;', "'"],
        ['&amp;', '&'],
      ]
      expect(entities.reduce((all, [entity, character]) => all.replaceAll(entity, character), bare)).toBe(text)
    }),
  )
})
