import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSecrets } from './secrets.ts'

const secrets = openSecrets(() => 'a secret')
const sealing = { deskId: '1', purpose: 'webhook/2' }

test('what is sealed opens again, whatever it is, and does not show', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 8 }), (text) => {
      const sealed = secrets.seal(sealing, text)
      expect(secrets.unseal(sealing, sealed)).toBe(text)
      expect(sealed.includes(Buffer.from(text))).toBe(false)
      expect(secrets.seal(sealing, text)).not.toEqual(sealed)
    }),
  )
})

test('it opens for nothing else: another desk, another purpose, another secret', () => {
  const sealed = secrets.seal(sealing, 'key')
  expect(secrets.unseal({ ...sealing, deskId: '2' }, sealed)).toBe(undefined)
  expect(secrets.unseal({ ...sealing, purpose: 'webhook/3' }, sealed)).toBe(undefined)
  expect(openSecrets(() => 'another').unseal(sealing, sealed)).toBe(undefined)
})

test('it opens no more once a byte of it is another, or is missing', () => {
  const sealed = secrets.seal(sealing, 'key')
  for (let place = 0; place < sealed.length; place += 1) {
    const changed = Buffer.from(sealed)
    changed[place] = (changed[place] ?? 0) ^ 1
    expect(secrets.unseal(sealing, changed)).toBe(undefined)
    expect(secrets.unseal(sealing, sealed.subarray(0, place))).toBe(undefined)
  }
})
