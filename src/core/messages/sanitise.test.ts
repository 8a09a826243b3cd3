import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sanitise } from './sanitise.ts'

const ALLOWED = new Set(
  `a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl dt
   em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark menu nav ol p pre q rb rp rt
   rtc ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr`.split(
    /\s+/,
  ),
)
const ATTRIBUTES = new Set('href title rel target src alt width height colspan rowspan align start dir lang'.split(' '))
const TAG = /<(\/?)([a-z0-9]+)((?: [a-z]+="[^"<>]*")*)( \/)?>/g

/** What is wrong with an output: anything that is not text, a known tag in its one spelling, or a known attribute. */
const faults = (html: string): string[] => {
  const wrong: string[] = []
  const rest = html.replace(TAG, (_, closing: string, name: string, attributes: string) => {
    if (!ALLOWED.has(name)) wrong.push(`tag ${name}`)
    if (closing && attributes) wrong.push(`closing ${name} with attributes`)
    for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
      if (!ATTRIBUTES.has(attribute)) wrong.push(`attribute ${attribute}`)
      const address = value.replaceAll('&amp;', '&')
      if (attribute === 'href' && !/^(?:https?:\/\/|mailto:|tel:)/i.test(address)) wrong.push(`href ${value}`)
      if (attribute === 'src' && !/^(?:https?:\/\/|cid:)/i.test(address)) wrong.push(`src ${value}`)
    }
    return ''
  })
  if (/[<>]/.test(rest)) wrong.push(`stray ${rest}`)
  return wrong
}

test.each([
  ['<script>alert(1)</script>hi', 'hi'],
  ['<SCRIPT SRC=//evil.example/x.js></SCRIPT>hi', 'hi'],
  ['<script>alert(1)//', ''],
  ['<scr<script>ipt>alert(1)</scr</script>ipt>', 'ipt&gt;alert(1)ipt&gt;'],
  ['<img src=x onerror=alert(1)>', '<img />'],
  ['<img/src="https://x.example/a.png"/onerror=alert(1)>', '<img src="https://x.example/a.png" />'],
  ['<b onclick="alert(1)" ONMOUSEOVER=alert(1)>x</b>', '<b>x</b>'],
  ['<p style="background:url(javascript:alert(1));width:expression(alert(1))">x</p>', '<p>x</p>'],
  ['<style>@import "https://evil.example/x.css";</style>x', 'x'],
  ['<link rel=stylesheet href=https://evil.example/x.css>x', 'x'],
  ['<meta http-equiv="refresh" content="0;url=https://evil.example">x', 'x'],
  ['<base href="https://evil.example/">x', 'x'],
  ['<iframe src="javascript:alert(1)">fallback</iframe>x', 'x'],
  ['<iframe srcdoc="<script>alert(1)</script>"></iframe>x', 'x'],
  ['<object data="x.swf"><param name=a></object><embed src=x>x', 'x'],
  ['<form action="https://evil.example"><input name=p><button formaction=x>Log in</button></form>', 'Log in'],
  ['<svg onload=alert(1)><script>alert(1)</script></svg>x', 'x'],
  ['<svg><animate onbegin=alert(1) attributeName=x></svg>x', 'x'],
  ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>x', 'x'],
  ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">x', ''],
  ['<!-- <script>alert(1)</script> -->x', 'x'],
  ['<!--[if IE]><script>alert(1)</script><![endif]-->x', 'x'],
  ['<!--><img src=x onerror=alert(1)>-->', '<img />--&gt;'],
  ['<![CDATA[<script>alert(1)</script>]]>x', 'x'],
  ['<div id=app class=modal name=x data-x=1>x</div>', '<div>x</div>'],
  ['<video src=x onerror=alert(1)><source onerror=alert(1)></video>x', 'x'],
  ['<details open ontoggle=alert(1)>x</details>', '<details>x</details>'],
  ['<p>unclosed <b>tags', '<p>unclosed <b>tags</b></p>'],
  ['a < b && c > d', 'a &lt; b &amp;&amp; c &gt; d'],
  ['<p title="a&quot; onclick=&quot;alert(1)">x</p>', '<p>x</p>'],
])('%s', (given, expected) => {
  expect(sanitise(given)).toBe(expected)
  expect(faults(expected)).toEqual([])
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  'java&#10;script:alert(1)',
  'java&Tab;script&colon;alert(1)',
  '&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)',
  '&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)',
  'java<!-- -->script:alert(1)',
  'vbscript:msgbox(1)',
  'livescript:x',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'file:///etc/passwd',
  'blob:https://x.example/1',
  'view-source:https://x.example',
  '//evil.example',
  '\\\\evil.example',
  '/\\evil.example',
  '/v1/tickets',
  'logout',
  '?delete=1',
  '#anchor',
  'https:evil.example',
  '',
])('no link or picture goes to %s', (address) => {
  expect(sanitise(`<a href="${address}">x</a>`)).toBe('<a>x</a>')
  expect(sanitise(`<img src="${address}">`)).toBe('<img />')
})

test('links that leave open a page of their own, which learns nothing of this one', () => {
  for (const address of ['https://x.example/?a=1', 'HTTP://x.example', 'mailto:ann@x.example', 'tel:+351210000000']) {
    expect(sanitise(`<a target=_top rel=opener onclick=x href=" ${address} ">x</a>`)).toBe(
      `<a href="${address}" rel="noopener noreferrer nofollow" target="_blank">x</a>`,
    )
  }
  expect(sanitise('<a target=_top rel=opener>x</a>')).toBe('<a>x</a>')
})

test('pictures of the message and of elsewhere stay, pictures within addresses do not', () => {
  expect(sanitise('<img src="cid:logo@x" alt="Logo" width="10">')).toBe(
    '<img alt="Logo" width="10" src="cid:logo@x" />',
  )
  expect(sanitise('<img src="https://x.example/a.png" srcset="https://evil.example 2x">')).toBe(
    '<img src="https://x.example/a.png" />',
  )
  expect(sanitise('<a href="cid:x">x</a>')).toBe('<a>x</a>')
})

test('what people write comes through', () => {
  const html =
    '<h1>Hi</h1><p dir="rtl" lang="ar">a <em>b</em> <del>c</del></p><ol start="3"><li>x</li></ol><blockquote>q</blockquote>' +
    '<table><tbody><tr><td colspan="2" align="right">1</td></tr></tbody></table><pre><code>x &lt; y</code></pre>'
  expect(sanitise(html)).toBe(html)
})

test('tags nested deeper than any reader needs are dropped, their text is not', () => {
  const once = sanitise(`${'<div>'.repeat(20_000)}hello`)
  expect(once).toBe(`${'<div>'.repeat(100)}hello${'</div>'.repeat(100)}`)
  expect(sanitise(once)).toBe(once)
})

const PIECES = [
  ...'< > / " \' = & ; : - ! ` \\ \n \t \0 \u2028 \ud800 x javascript: data: https://x.example cid:a'.split(' '),
  ...'<script <img <a <svg <math <style <b <p <table <td <!-- --> <![CDATA[ ]]> </ /> <? <!doctype'.split(' '),
  ...'</script> </style> </svg> </title> <title> <textarea> </textarea> <xmp> <plaintext> <noscript>'.split(' '),
  ...'<template> <select> <option> <iframe> <form> <foreignObject> <annotation-xml> <mglyph> <desc>'.split(' '),
  ...[' onerror=alert(1)', ' onload="x"', ' href="', ' href=javascript:x', ' src=x', ' src="cid:a"', ' style="x:y"'],
  ...['&lt;', '&#x3c;', '&#60', '&colon;', '&Tab;', '&quot;', '&amp;lt;', '&#0;', '&#xd800;', ' title="', ' '],
]
const markup = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })), { maxLength: 30 })
    .map((all) => all.join('')),
)

test('whatever comes in, what goes out is text and known tags, and stays as it is when sanitised again', () => {
  fc.assert(
    fc.property(markup, (given) => {
      const once = sanitise(given)
      expect(faults(once)).toEqual([])
      expect(sanitise(once)).toBe(once)
    }),
    { numRuns: 5_000 },
  )
})
