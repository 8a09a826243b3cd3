import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutRemoteImages } from './remote-images.ts'
import { sanitise } from './sanitise.ts'

test.each([
  [
    '<img src="https://x.example/a.png?b=1&amp;c=2" alt="A">',
    '<img alt="A" data-blocked-src="https://x.example/a.png?b=1&amp;c=2" />',
  ],
  ['<IMG SRC=HTTP://x.example/a>', '<img data-blocked-src="HTTP://x.example/a" />'],
  ['<img src="/v1/attachments/1"><img src="cid:a">', '<img src="/v1/attachments/1" /><img src="cid:a" />'],
  [
    `<img alt='" src="https://x.example/' src="cid:a">`,
    '<img alt="&quot; src=&quot;https://x.example/" src="cid:a" />',
  ],
  ['<p>src="https://x.example/"</p>', '<p>src="https://x.example/"</p>'],
])('blocked: %s', (given, wanted) => {
  expect(withoutRemoteImages(sanitise(given), null)).toBe(wanted)
})

test('a link is made of the address as it is; one that is too long is blocked', () => {
  const urls: string[] = []
  const linkOf = (url: string) => `/fetched/${urls.push(url)}`
  const html = sanitise(
    `<img src="https://x.example/?a=1&amp;b=&quot;"><img src="https://x.example/${'y'.repeat(3_000)}">`,
  )
  const shown = withoutRemoteImages(html, linkOf)
  expect(urls).toEqual(['https://x.example/?a=1&b="'])
  expect(shown).toMatch(/^<img src="\/fetched\/1" \/><img data-blocked-src="https:/)
})

test('whatever an image is written like, nothing elsewhere is loaded', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<img ',
      ' src=',
      ' SRC = ',
      '"',
      "'",
      '>',
      '/>',
      'https://x.example/',
      '//x.example/',
      '&quot;',
      '\n',
    ),
    fc.constantFrom(' srcset=', ' alt=', '<a href=', '<p>', '&#104;ttps://x.example/', '<!--', '-->', '`'),
    fc.string({ maxLength: 5 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const html = withoutRemoteImages(sanitise(pieces.join('')), null)
      expect(html).not.toMatch(/<[^>]*\ssrc(?:set)?="(?!cid:|\/v1\/attachments\/)/i)
    }),
    { numRuns: 1_000 },
  )
})
