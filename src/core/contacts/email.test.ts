import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseDomain, normaliseEmail } from './email.ts'

test.each([
  ['ann@example.com', 'ann@example.com'],
  [' Ann@Example.COM\t', 'ann@example.com'],
  ['\u00a0ann@example.com\u3000', 'ann@example.com'],
  ['ANN+Tag@example.com', 'ann+tag@example.com'],
  ["o'hara!#$%&*/=?^_`{|}~-@example.com", "o'hara!#$%&*/=?^_`{|}~-@example.com"],
  ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
  ['ann@BÜCHER.example', 'ann@xn--bcher-kva.example'],
  ['ann@bu\u0308cher.example', 'ann@xn--bcher-kva.example'],
  ['ann@XN--BCHER-KVA.example', 'ann@xn--bcher-kva.example'],
  ['ann@straße.example', 'ann@xn--strae-oqa.example'],
  ['ann@例え。テスト', 'ann@xn--r8jz45g.xn--zckzah'],
  ['ann@ｅｘａｍｐｌｅ.com', 'ann@example.com'],
  ['Jo\u0308rg@example.com', 'jörg@example.com'],
  ['JÖRG@example.com', 'jörg@example.com'],
  ['J\u030c@example.com', 'ǰ@example.com'],
  ['δοκιμή@παράδειγμα.δοκιμή', 'δοκιμή@xn--hxajbheg2az3al.xn--jxalpdlp'],
  [`${'x'.repeat(64)}@example.com`, `${'x'.repeat(64)}@example.com`],
  ['a@b.c1', 'a@b.c1'],
  ['a@1.2.example', 'a@1.2.example'],
])('%j is %j', (given, expected) => {
  expect(normaliseEmail(given)).toBe(expected)
})

test.each([
  '',
  ' ',
  '@',
  'ann',
  'ann@',
  '@example.com',
  'ann@example',
  'ann@localhost',
  'ann@@example.com',
  'a@b@example.com',
  'ann @example.com',
  'ann@exam ple.com',
  'ann@exa_mple.com',
  'ann@-example.com',
  'ann@example-.com',
  'ann@.example.com',
  'ann@example..com',
  'ann@example.com.',
  '.ann@example.com',
  'ann.@example.com',
  'a..n@example.com',
  '"ann"@example.com',
  'ann@[127.0.0.1]',
  'ann@127.0.0.1',
  'ann@①.②.③.④',
  'Ann <ann@example.com>',
  'ann@example.com, bob@example.com',
  'ann\u0000@example.com',
  'ann\r\n@example.com',
  'ann@example.com\nbcc: x@y.zz',
  'ann@exa%6dple.com',
  'ann@ex/ample.com',
  `${'x'.repeat(65)}@example.com`,
  `${'ö'.repeat(33)}@example.com`,
  `ann@${'x'.repeat(64)}.com`,
  `ann@${'x'.repeat(60)}.${'y'.repeat(60)}.${'z'.repeat(60)}.${'w'.repeat(60)}.${'v'.repeat(10)}.com`,
])('%j is no address', (given) => {
  expect(normaliseEmail(given)).toBe(undefined)
})

test('an address that is normalised is its own normal form', () => {
  const local = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  const label = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }), fc.domain())
  fc.assert(
    fc.property(local, label, fc.constantFrom('com', 'de', 'example', 'рф', '中国', 'COM'), (name, domain, top) => {
      const once = normaliseEmail(`${name}@${domain}.${top}`)
      if (once !== undefined) expect(normaliseEmail(once)).toBe(once)
    }),
    { numRuns: 5_000 },
  )
})

test('every ordinary address is one, and its case and the space around it do not matter', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const expected = normaliseEmail(address)
      expect(expected).toBe(address.toLowerCase())
      expect(normaliseEmail(` ${address.toUpperCase()}\n`)).toBe(expected)
    }),
  )
})

test('no text is too odd to be judged', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void normaliseEmail(text)))
  expect(normaliseEmail(`${'a.'.repeat(500_000)}@${'b.'.repeat(500_000)}c`)).toBe(undefined)
})

test.each([
  ['Example.COM ', 'example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['mail.example.com', 'mail.example.com'],
  ['example', undefined],
  ['ann@example.com', undefined],
  ['127.0.0.1', undefined],
  ['', undefined],
])('the domain %j is %j', (given, expected) => {
  expect(normaliseDomain(given)).toBe(expected)
})
