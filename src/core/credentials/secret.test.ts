import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashSecret, newSecret } from './secret.ts'

test.each([
  ['token', /^hd_[\w-]{43}$/],
  ['widget', /^ab_live_[\w-]{43}$/],
  ['pair', /^[\w-]{43}$/],
  ['tickiti', /^14\|[\w-]{43}$/],
] as const)('a %s has its prefix and 256 random bits', (kind, form) => {
  const secrets = Array.from({ length: 1_000 }, () => newSecret(kind, 14))
  expect(secrets.every((secret) => form.test(secret))).toBe(true)
  expect(new Set(secrets).size).toBe(secrets.length)
})

test('what is stored is the digest of the whole secret', () => {
  const secret = newSecret('token', 1)
  expect(hashSecret(secret)).toEqual(createHash('sha256').update(secret).digest())
  expect(hashSecret(secret).includes(secret)).toBe(false)
})

test('a secret fits a header as it is', () => {
  for (const kind of ['token', 'widget', 'pair', 'tickiti'] as const)
    expect(newSecret(kind, 99)).toMatch(/^[\x21-\x7e]{43,60}$/)
})
