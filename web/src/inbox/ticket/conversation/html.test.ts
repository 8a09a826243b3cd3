import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasRemoteImages, imageSource, isSimple, linksIn, safeHref, shownInline } from './html.ts'

test('what people write is simple; tables are laid out on their own', () => {
  expect(isSimple('<p>Hi <b>you</b></p><ul><li>a</li></ul><img src="cid:1">')).toBe(true)
  expect(isSimple('<p>Hi</p><table><tr><td>a</td></tr></table>')).toBe(false)
  expect(isSimple('<TABLE>')).toBe(false)
  expect(isSimple(`<p>${'a'.repeat(70_000)}</p>`)).toBe(false)
})

test('links lead to pages, addresses and phones, and nowhere else', () => {
  expect(safeHref(' https://example.com/ ')).toBe('https://example.com/')
  expect(safeHref('mailto:ann@example.com')).toBe('mailto:ann@example.com')
  for (const href of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', '/v1/tickets', 'java\nscript:x', ''])
    expect(safeHref(href)).toBe(null)
  expect(safeHref(null)).toBe(null)
})

test('pictures are loaded from us alone, and those from elsewhere only when asked', () => {
  const attachments = [{ id: '12' }]
  const source = (src: string | null, remote = false) => imageSource(src, { attachments, remote })
  expect(source('/v1/attachments/12')).toEqual({ src: '/v1/attachments/12' })
  expect(source('cid:12')).toEqual({ src: '/v1/attachments/12' })
  expect(source('cid:13')).toBe(null)
  expect(source('/mail/images?of=x')).toEqual({ blocked: true })
  expect(source('/mail/images?of=x', true)).toEqual({ src: '/mail/images?of=x' })
  expect(source('https://evil.example/p.png', true)).toEqual({ blocked: true })
  expect(source(null)).toEqual({ blocked: true })
  for (const src of ['/v1/attachments/12/../../auth', 'data:image/svg+xml,x', '/auth/sign-out', 'javascript:x'])
    expect(source(src, true)).toBe(null)
})

test('says whether html has pictures from elsewhere', () => {
  expect(hasRemoteImages('<img alt="a" data-blocked-src="https://a.example">')).toBe(true)
  expect(hasRemoteImages('<img src="https://a.example">')).toBe(true)
  expect(hasRemoteImages('<img src="/mail/images?of=1">')).toBe(true)
  expect(hasRemoteImages('<img src="/v1/attachments/1"> data-blocked-src="x"')).toBe(false)
})

test('knows the attachments that the text shows already', () => {
  expect(shownInline('<img src="/v1/attachments/1"><img alt="" src="cid:2">')).toEqual(new Set(['1', '2']))
  expect(shownInline(null)).toEqual(new Set())
})

test('finds links in text, without the stops and brackets of the sentence', () => {
  const links = (text: string) =>
    linksIn(text)
      .filter(({ href }) => href)
      .map(({ href }) => href)
  expect(links('See https://example.com/a_(b). Or (https://example.com/c)!')).toEqual([
    'https://example.com/a_(b)',
    'https://example.com/c',
  ])
  expect(links('mail s@customer.example, please')).toEqual(['mailto:s@customer.example'])
  expect(links('javascript:alert(1) ftp://x')).toEqual([])
})

test('no text is lost or doubled by the links in it', () => {
  const words = fc.oneof(fc.constantFrom('https://a.example/', 'a@b.example', ')', '.', ' ', '(', '@'), fc.string())
  fc.assert(
    fc.property(fc.array(words), (parts) => {
      const text = parts.join('')
      expect(
        linksIn(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test('a long line of almost-links ends', () => {
  linksIn('a.'.repeat(25_000))
  linksIn(`https://${')'.repeat(50_000)}`)
  expect(linksIn('a@'.repeat(25_000))).toHaveLength(1)
})
