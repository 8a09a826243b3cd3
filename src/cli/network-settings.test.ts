import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const limitsOf = (LODGE_RATE_LIMITS: string) => readConfig({ LODGE_RATE_LIMITS }).rateLimits

test('rate limits are on unless they are said to be off', () => {
  const usual = { perCredential: 1200, perAddress: 3000 }
  expect(readConfig({}).rateLimits).toEqual(usual)
  expect(limitsOf('')).toEqual(usual)
  expect(limitsOf('on')).toEqual(usual)
  expect(limitsOf('off')).toBe(false)
})

test.each([
  ['credential=5,address=7', { perCredential: 5, perAddress: 7 }],
  [' address = 7 , credential=5', { perCredential: 5, perAddress: 7 }],
  ['credential=5', { perCredential: 5, perAddress: 3000 }],
  ['address=7', { perCredential: 1200, perAddress: 7 }],
])('rate limits %j', (given, expected) => {
  expect(limitsOf(given)).toEqual(expected)
})

test.each([
  'yes',
  '100',
  'credential',
  'credential=',
  'credential=0',
  'credential=-1',
  'token=5',
  'credential=5;address=7',
  'on,off',
])('rate limits %j are refused, and told how they are written', (given) => {
  expect(() => limitsOf(given)).toThrow(
    /LODGE_RATE_LIMITS: must be on, off, or requests a minute like credential=1200,address=3000/,
  )
})

test('no proxy is trusted unless it is named', () => {
  expect(readConfig({}).trustProxy).toBe(undefined)
  expect(readConfig({ LODGE_TRUST_PROXY: '' }).trustProxy).toBe(undefined)
  expect(readConfig({ LODGE_TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,::1,fd00::/8' }).trustProxy).toEqual([
    '127.0.0.1',
    '10.0.0.0/8',
    '::1',
    'fd00::/8',
  ])
})

test.each(['true', 'proxy.example.com', '10.0.0.0/33', '::1/129', '127.0.0.1,', '10.0.0.0/8/8', '10.0.0/8'])(
  'a proxy %j is refused, and told how one is written',
  (given) => {
    expect(() => readConfig({ LODGE_TRUST_PROXY: given })).toThrow(/LODGE_TRUST_PROXY: must be addresses and CIDRs/)
  },
)

test('no private address is reached unless it is named', () => {
  expect(readConfig({}).outboundAllow).toEqual([])
  expect(readConfig({ LODGE_OUTBOUND_ALLOW: '127.0.0.0/8, 10.1.2.3,fd00::/8' }).outboundAllow).toEqual([
    '127.0.0.0/8',
    '10.1.2.3',
    'fd00::/8',
  ])
  expect(() => readConfig({ LODGE_OUTBOUND_ALLOW: 'intranet' })).toThrow(/LODGE_OUTBOUND_ALLOW: must be addresses/)
})
