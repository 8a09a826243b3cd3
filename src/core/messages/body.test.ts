import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderBody } from './body.ts'

test('plain text is kept to the letter', () => {
  const text = '<b>not bold</b> & **not bold** either\n\n  x'
  expect(renderBody('text', text)).toEqual({ format: 'text', text, html: null, markdown: null })
})

test('markdown becomes safe html and readable text; html within it is text', () => {
  const source = '# Hi\n\nSee **this** <script>alert(1)</script> at https://x.example\nand [here](https://y.example)'
  const body = renderBody('markdown', source)
  expect(body.markdown).toBe(source)
  expect(body.html).toContain('&lt;script&gt;')
  expect(body.html).toContain('<a href="https://y.example" rel="noopener noreferrer nofollow" target="_blank">here</a>')
  expect(body.text).toBe('Hi\n\nSee this <script>alert(1)</script> at https://x.example\nand here [https://y.example]')
})

test.each([
  '[x](javascript:alert(1))',
  '[x](JavaScript&colon;alert(1))',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '[x](//evil.example)',
  '[x](/logout)',
  '[x]: javascript:alert(1)\n\n[x]',
  '<img src=x onerror=alert(1)>',
  '[x](https://x.example "title\\" onclick=alert(1)")',
])('%s leads nowhere bad', (source) => {
  const { html } = renderBody('markdown', source)
  for (const [tag] of (html ?? '').matchAll(/<[a-z][^>]*>/g)) {
    expect(tag).not.toMatch(/(?:href|src)="(?!https:\/\/x\.example")/)
    expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\son[a-z]+=/)
  }
})

test('html reads well as text: headings, links, lists, quotes, tables, breaks', () => {
  const { text } = renderBody(
    'html',
    `<title>no</title><style>p{}</style><h1>Order late</h1>
     <p>See <a href="https://x.example/a">our page</a>, <a href="https://x.example">https://x.example</a>
     or <a href="mailto:a@x.example">write</a>.<br>Thanks<img src="cid:logo" alt="Logo"></p>
     <ul><li>one</li><li>two<ul><li>in two</li></ul></li></ul><ol start="3"><li>c</li></ol>
     <blockquote><p>Bob wrote:</p><blockquote>deep</blockquote></blockquote>
     <table><tr><th>Item</th> <th>Price</th></tr><tr><td>Tea</td><td>3</td></tr></table>
     <pre>  code
    here</pre>end`,
  )
  expect(text).toBe(
    [
      'Order late',
      '',
      'See our page [https://x.example/a], https://x.example or write [a@x.example].',
      'Thanks',
      '',
      '- one',
      '- two',
      '  - in two',
      '',
      ' 3. c',
      '',
      '> Bob wrote:',
      '> ',
      '> > deep',
      '',
      'Item\tPrice',
      'Tea\t3',
      '',
      '  code',
      '    here',
      '',
      'end',
    ].join('\n'),
  )
})

test('a layout made of tables reads as its words', () => {
  const { text } = renderBody(
    'html',
    '<table><tr><td><table><tr><td>Acme</td></tr><tr><td>Hi Ann,<br>bye</td></tr></table></td></tr></table>',
  )
  expect(text).toBe('Acme\nHi Ann,\nbye')
})

test('no entity brings in what the database cannot keep', () => {
  const bad = '&#0; &#xd800; &#x0; &#55357; \\u0000'
  for (const format of ['html', 'markdown'] as const) {
    const body = renderBody(format, bad)
    for (const part of [body.text, body.html ?? '']) {
      expect(part).not.toContain('\0')
      expect(part.isWellFormed()).toBe(true)
    }
  }
})

const LENGTH = 50_000
const fill = (piece: string) => piece.repeat(LENGTH / piece.length)

test.each(['<', '<div>', '<b>', '<ul><li>', '<table><tr><td>', '<!--', '<a href="', '&', '</p>', '<p a=b '])(
  '50,000 characters of html %s come to an end',
  (piece) => {
    expect(renderBody('html', fill(piece)).html).toBeTypeOf('string')
  },
)

test.each(['<', '[', '![', '[a](', '*a ', '_*', '`', '> ', '- a\n', '|a|b|\n', 'a@b.co ', 'http://', '&#x', '~~a'])(
  '50,000 characters of markdown %s come to an end',
  (piece) => {
    expect(renderBody('markdown', fill(piece)).html).toBeTypeOf('string')
  },
)

test('a line of prose is rendered as markdown renders it, without going through it', () => {
  const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/)
  const mark = fc.constantFrom(
    ' ',
    ' ',
    ', ',
    '; ',
    '. ',
    '! ',
    '? ',
    '- ',
    ' - ',
    '.',
    '..',
    '*',
    ' _',
    ' 1. ',
    ': ',
    '://',
  )
  const line = fc.array(fc.tuple(word, mark), { minLength: 1, maxLength: 12 }).map((parts) => parts.flat().join(''))
  fc.assert(
    fc.property(line, (source) => {
      const { html, text } = renderBody('markdown', source)
      // With a line's end it is no such line, and means the same.
      expect({ html, text }).toEqual({
        ...renderBody('markdown', `${source}\n`),
        format: undefined,
        markdown: undefined,
      })
    }),
    { numRuns: 2_000 },
  )
})
