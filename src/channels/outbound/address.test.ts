import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toNetwork, whyRefused } from './address.ts'

test.each([
  '8.8.8.8',
  '93.184.216.34',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '2606:4700::1111',
  '2a00:1450:4001::8a',
])('%s may be reached', (address) => {
  expect(whyRefused(address, [])).toBe(undefined)
})

test.each([
  ['127.0.0.1', 'an address of this machine itself'],
  ['127.255.255.254', 'an address of this machine itself'],
  ['0.0.0.0', 'an unspecified address'],
  ['0.1.2.3', 'an unspecified address'],
  ['10.0.0.5', 'a private address'],
  ['172.16.0.1', 'a private address'],
  ['172.31.255.255', 'a private address'],
  ['192.168.1.1', 'a private address'],
  ['169.254.169.254', 'a link-local address'],
  ['100.64.0.1', "an address of a provider's inner network"],
  ['100.100.100.200', "an address of a provider's inner network"],
  ['168.63.129.16', "an address of a provider's inner network"],
  ['192.0.0.192', 'a reserved address'],
  ['192.0.2.1', 'a reserved address'],
  ['192.88.99.1', 'a reserved address'],
  ['198.18.0.1', 'a reserved address'],
  ['198.51.100.1', 'a reserved address'],
  ['203.0.113.1', 'a reserved address'],
  ['224.0.0.1', 'a multicast address'],
  ['240.0.0.1', 'a reserved address'],
  ['255.255.255.255', 'a broadcast address'],
  ['::', 'an unspecified address'],
  ['::1', 'an address of this machine itself'],
  ['::127.0.0.1', 'an IPv4 address written as IPv6'],
  ['::7f00:1', 'a reserved address'],
  ['::ffff:127.0.0.1', 'an IPv4 address written as IPv6'],
  ['::ffff:8.8.8.8', 'an IPv4 address written as IPv6'],
  ['::ffff:0:127.0.0.1', 'an IPv4 address written as IPv6'],
  ['64:ff9b::7f00:1', 'a NAT64 address'],
  ['64:ff9b::808:808', 'a NAT64 address'],
  ['64:ff9b:1::a00:1', 'a NAT64 address'],
  ['2002:7f00:1::', 'a 6to4 address'],
  ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'a Teredo address'],
  ['2001:2::1', 'a reserved address'],
  ['2001:10::1', 'a reserved address'],
  ['2001:20::1', 'a reserved address'],
  ['2001:db8::1', 'a reserved address'],
  ['3fff::1', 'a reserved address'],
  ['2606:4700::5efe:10.0.0.1', 'a private address'],
  ['fc00::1', 'a private address'],
  ['fd00:ec2::254', 'a private address'],
  ['fe80::1', 'a link-local address'],
  ['fec0::1', 'a reserved address'],
  ['ff02::1', 'a multicast address'],
  ['100::1', 'a reserved address'],
  ['5f00::1', 'a reserved address'],
  ['4000::1', 'a reserved address'],
  ['not an address', 'no address'],
])('%s is refused: %s', (address, kind) => {
  expect(whyRefused(address, [])).toBe(kind)
})

test('what is allowed may be reached, in its other spelling too, and nothing beside it', () => {
  const allow = ['10.1.0.0/16', 'fd00::/8', '127.0.0.1'].map(toNetwork)
  for (const address of ['10.1.2.3', 'fd12::1', '127.0.0.1', '::ffff:10.1.2.3'])
    expect([address, whyRefused(address, allow)]).toEqual([address, undefined])
  for (const address of ['10.2.0.1', 'fc00::1', '127.0.0.2', '::ffff:10.2.0.1', '::1', '2002:0a01:0203::'])
    expect([address, whyRefused(address, allow)]).not.toEqual([address, undefined])
})

test('an allowed translation does not open what is private behind it', () => {
  const allow = ['64:ff9b::/96', '2002::/16'].map(toNetwork)
  expect(whyRefused('64:ff9b::808:808', allow)).toBe(undefined)
  expect(whyRefused('64:ff9b::a00:1', allow)).toBe('a private address')
  expect(whyRefused('2002:0a00:0001::', allow)).toBe('a private address')
  expect(whyRefused('64:ff9b::a00:1', [...allow, toNetwork('10.0.0.0/8')])).toBe(undefined)
})

const octet = fc.integer({ min: 0, max: 255 })
const privateAddress = fc
  .oneof(
    fc.tuple(fc.constant(127), octet, octet, octet),
    fc.tuple(fc.constant(10), octet, octet, octet),
    fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
    fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  )
  .map((bytes) => ({ dotted: bytes.join('.'), hex: Buffer.from(bytes).toString('hex') }))

test('no way of writing a private IPv4 address inside an IPv6 one gets through', () => {
  fc.assert(
    fc.property(privateAddress, ({ dotted, hex }) => {
      const [high, low] = [hex.slice(0, 4), hex.slice(4)]
      const inverted = (part: string) => (Number.parseInt(part, 16) ^ 0xffff).toString(16)
      for (const address of [
        dotted,
        `::${dotted}`,
        `::ffff:${dotted}`,
        `::ffff:0:${dotted}`,
        `64:ff9b::${dotted}`,
        `64:ff9b:1::${dotted}`,
        `2002:${high}:${low}::1`,
        `2001:0:808:808:0:ffff:${inverted(high)}:${inverted(low)}`,
        `2606:4700::5efe:${dotted}`,
        `2606:4700::200:5efe:${high}:${low}`,
      ])
        expect([address, whyRefused(address, [])]).not.toEqual([address, undefined])
    }),
  )
})
