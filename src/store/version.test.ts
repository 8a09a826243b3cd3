import { expect, test } from 'vitest'
import { checkVersion } from './version.ts'

test.each([
  [150_000, '15.0'],
  [150_012, '15.12 (Debian 15.12-0+deb12u2)'],
  [180_004, '18.4'],
])('PostgreSQL %i will do', (number, text) => {
  expect(() => checkVersion(number, text)).not.toThrow()
})

test.each([
  [140_019, '14.19'],
  [90_624, '9.6.24'],
])('PostgreSQL %i is too old, in one line', (number, text) => {
  expect(() => checkVersion(number, text)).toThrow(`PostgreSQL ${text} is too old: Lodge needs PostgreSQL 15 or newer.`)
})
