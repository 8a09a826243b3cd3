import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderBody } from '../messages/body.ts'
import { checkSource, renderSource } from './render.ts'

const render = (
  source: string,
  scope: object = {},
  format: 'text' | 'html' | 'markdown' = 'text',
  missing: 'empty' | 'error' = 'empty',
) => renderSource(format, source, { ...scope }, { missing, culture: 'en' })
const text = (...given: Parameters<typeof render>): string => {
  const made = render(...given)
  if (!made.ok) throw new Error(`${made.error.line}:${made.error.column} ${made.error.message}`)
  return made.value
}
const fault = (...given: Parameters<typeof render>) => {
  const made = render(...given)
  if (made.ok) throw new Error(`rendered: ${made.value}`)
  return made.error
}

test('placeholders, conditions, loops and filters', () => {
  const scope = { customer_name: 'Ann', items: [{ n: 1 }, { n: 2 }], note: null }
  expect(text('Dear {{customer_name}},', scope)).toBe('Dear Ann,')
  expect(text('{% if note %}x{% else %}none{% endif %}', scope)).toBe('none')
  expect(
    text('{% for i in items %}{{ i.n | plus: 1 }}{% unless forloop.last %}, {% endunless %}{% endfor %}', scope),
  ).toBe('2, 3')
  expect(text('{{ customer_name | upcase | append: "!" }}', scope)).toBe('ANN!')
  expect(text('?q={{ "a b&c/\ud83d" | url_encode }}')).toBe('?q=a+b%26c%2F%EF%BF%BD')
  expect(text('{% raw %}{{ x }}{% endraw %}')).toBe('{{ x }}')
})

test('dates in UTC unless a zone is named, in the language of the culture', () => {
  const scope = { at: '2026-06-04T23:30:00Z' }
  expect(text('{{ at | date: "%d %B %Y %H:%M" }}', scope)).toBe('04 June 2026 23:30')
  expect(text('{{ at | date: "%d.%m. %H:%M", "Europe/Berlin" }}', scope)).toBe('05.06. 01:30')
  const spanish = renderSource('text', '{{ at | date: "%B" }}', scope, { missing: 'empty', culture: 'es-ES' })
  expect(spanish).toEqual({ ok: true, value: 'junio' })
  for (const culture of ['', 'x', 'not a culture', '__proto__']) {
    expect(renderSource('text', '{{ at | date: "%B" }}', scope, { missing: 'empty', culture })).toEqual({
      ok: true,
      value: 'June',
    })
  }
})

test('a missing variable prints nothing, or fails and is named with its place', () => {
  expect(text('Hi {{ data.name }}!', { data: {} })).toBe('Hi !')
  expect(fault('Hi\n  {{ data.name }}!', { data: {} }, 'html', 'error')).toEqual({
    code: 'template_error',
    message: 'there is no variable data.name here',
    unbound: 'data.name',
    line: 2,
    column: 6,
  })
  expect(text('{{ a | default: "x" }}{% if b.c %}y{% endif %}', {}, 'text', 'error')).toBe('x')
  expect(text('[{{ assignee.name }}]', { assignee: null }, 'text', 'error')).toBe('[]')
})

test.each([
  ['an unclosed tag', '{% if a %}', /not closed/],
  ['an unclosed print', 'a {{ b', /not closed/],
  ['an unknown tag', '\n{% include "/etc/passwd" %}', /^there is no tag include here$/],
  ['an unknown filter', '{{ a | json }}', /^there is no filter json; allowed are: append, /],
  ['too long a source', 'x'.repeat(50_001), /^the template is longer than 50,000 characters$/],
])('%s is found before it is used', (_name, source, message) => {
  const found = checkSource('html', source)
  expect(found?.message).toMatch(message)
  expect(found).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
})

test.each([
  'include',
  'render',
  'layout',
  'block',
  'echo',
  'cycle',
  'tablerow',
  'liquid',
  'capture',
  'increment',
  'decrement',
])('there is no tag %s', (tag) => {
  expect(fault(`{% ${tag} 'a' %}`).message).toBe(`there is no tag ${tag} here`)
})

test('html: whoever wrote a value, it is text, and no filter changes that but raw, at the end of a print', () => {
  const scope = { x: `<img src=x onerror="a('b')">&` }
  const escaped = '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;'
  expect(text('{{ x }}', scope, 'html')).toBe(escaped)
  expect(text('{{ x | escape }}', scope, 'html')).toBe(escaped)
  expect(text('{% assign y = x %}{{ y }}', scope, 'html')).toBe(escaped)
  expect(text('{{ "a<b" | append: "\nc" | newline_to_br }}', {}, 'html')).toBe('a&lt;b<br>\nc')
  expect(text('{{ "<b>" | newline_to_br | upcase }}', {}, 'html')).not.toContain('<')
  expect(text('{{ "<b>" | raw }}', {}, 'html')).toBe('<b>')
  expect(text('{{ "<b>" | raw | upcase }}', {}, 'html')).toBe('&lt;B&gt;')
  expect(fault('{{ "<b>" | raw }}', {}, 'markdown').message).toMatch(/^there is no filter raw/)
  expect(text('{% case x %}{% when x %}{{ x | split: "," }}{% endcase %}', scope, 'html')).toBe(escaped)
})

const filterChain = fc.array(
  fc.constantFrom(
    'upcase',
    'escape',
    'newline_to_br',
    'strip',
    'reverse',
    'first',
    'last',
    'uniq',
    'url_encode',
    'strip_html',
    'split: "a"',
    'join: "<"',
    'append: "<i>"',
    'truncate: 9',
    'default: "<d>"',
  ),
  { maxLength: 4 },
)

test('html: no value ever opens a tag', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/', '\n', ' ', '{', '}', '%') }),
      filterChain,
      (value, filters) => {
        const made = render(`{{ ${['x', ...filters].join(' | ')} }}`, { x: value }, 'html')
        if (made.ok) expect(made.value.replaceAll('<br>\n', '')).not.toMatch(/[<>"']/)
      },
    ),
  )
})

test('markdown: whoever wrote a value, it is shown as it is', () => {
  const shown = (value: string) =>
    renderBody('markdown', text('Dear **{{ x }}**,\n\n{{ x }}', { x: value }, 'markdown'))
  expect(shown('[me](https://evil.example) <b> # a_b_c').html).not.toMatch(/<a|<h1|<em/)
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-ascii' }).map((value) => `x${value.trimEnd()}x`),
      (value) => {
        expect(shown(value).text.replaceAll(/\s+/g, ' ')).toBe(`Dear ${value},\n\n${value}`.replaceAll(/\s+/g, ' '))
      },
    ),
  )
  expect(shown('a\n# b\n    code\n1. c\n- d\n> e').html).not.toMatch(/<h1|<code|<li|<blockquote/)
})

test('a link of the template’s may lead where a value says', () => {
  const source = text('[Open]({{ url }})', { url: 'https://shop.example/a_b?c=1&d=(2)' }, 'markdown')
  expect(renderBody('markdown', source).html).toContain('href="https://shop.example/a_b?c=1&amp;d=(2)"')
})

test.each([
  'constructor',
  '__proto__',
  'toString',
  'constructor.constructor',
  '__proto__.polluted',
  'hasOwnProperty',
  'x.constructor',
  'x.__proto__',
  'list.constructor',
  'list.map',
  's.at',
  'x["constructor"]',
])('nothing is reached through a prototype: %s', (path) => {
  const scope = { x: {}, list: [1], s: 'abc' }
  expect(text(`[{{ ${path} }}]`, scope)).toBe('[]')
  expect(fault(`{{ ${path} }}`, scope, 'text', 'error').message).toMatch(/^there is no variable /)
})

test('a caller’s own keys are keys, whatever they are called', () => {
  const scope = JSON.parse('{"__proto__": {"a": 1}, "data": {"__proto__": {"b": 2}}}')
  expect(text('{{ a }}{{ b }}{{ data.b }}', { ...scope })).toBe('')
})

const nested = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels)

test.each([
  ['a huge range', '{% for i in (1..100000000) %}x{% endfor %}', /makes too much/],
  ['loops in loops over a range', nested('{% for i in (1..100) %}', '{% endfor %}', 6), /too long|too much/],
  ['loops in loops over data', nested('{% for i in list %}', '{% endfor %}', 6), /too long/],
  ['a long output', '{% for i in list %}{{ big }}{% endfor %}', /^the output is longer than 50,000 characters$/],
  [
    'text that doubles',
    `{% assign a = "xxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(60)}`,
    /makes too much/,
  ],
  ['a join that multiplies', '{{ list | join: big }}', /makes too much/],
  ['a replacement that multiplies', '{{ big | replace: "x", big }}', /makes too much/],
  ['a loop of encodings', '{% for i in list %}{% assign u = big | url_encode %}{% endfor %}', /makes too much/],
  ['a date as wide as a book', '{{ 0 | date: "%999999999d" }}', /makes too much/],
  ['tags nested deeply', nested('{%if a%}', '{%endif%}', 2_900), /nested too deeply/],
  ['brackets nested deeply', `{{ ${'a['.repeat(20_000)} }}`, /./],
  ['a bad zone', '{{ 0 | date: "%d", "Nowhere/Else" }}', /./],
])('%s ends in words', (_name, source, message) => {
  const scope = { list: Array.from({ length: 200 }, (_, n) => n), big: 'x'.repeat(20_000), a: 1 }
  expect(fault(source, scope).message).toMatch(message)
})

test('whatever is written, it renders or says why, and never throws', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    ' if ',
    ' endif ',
    ' for ',
    ' in ',
    ' endfor ',
    ' x ',
    '|',
    ':',
    '"',
    "'",
    '.',
    '[',
    ']',
    '(1..9)',
    '-',
    '\n',
    'a',
    ' assign ',
    '=',
    ' date ',
    ' case ',
    ' when ',
    ' raw ',
    '0',
    '#',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const made = render(pieces.join(''), { x: { a: [1, 'b'] }, a: 'c' }, 'html', 'error')
      if (!made.ok)
        expect(made.error).toMatchObject({
          code: 'template_error',
          message: expect.any(String),
          line: expect.any(Number),
          column: expect.any(Number),
        })
    }),
    { numRuns: 500 },
  )
})
