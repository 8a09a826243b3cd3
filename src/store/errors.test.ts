import { expect, test } from 'vitest'
import { isUnavailable } from './errors.ts'

const databaseError = (code: string, message = 'a message') => Object.assign(new Error(message), { code })

test.each([
  '08006',
  '25006',
  '28000',
  '3D000',
  '42501',
  '53100',
  '55000',
  '57014',
  '57P01',
  '58030',
  'ECONNREFUSED',
  'ENOENT',
])('%s: the database is not to be had just now', (code) => expect(isUnavailable(databaseError(code))).toBe(true))

test.each(['22P02', '23505', '40P01', '42P01', 'P0001', 'XX000', 'XX001'])('%s: a fault of its own', (code) =>
  expect(isUnavailable(databaseError(code))).toBe(false),
)

test('a used-up quota, which has no SQLSTATE of its own', () =>
  expect(isUnavailable(databaseError('XX000', 'could not extend file "base/5/1259": Disk quota exceeded'))).toBe(true))
