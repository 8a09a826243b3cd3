import { expect, test } from 'vitest'
import { normalisePhone } from './phone.ts'

test.each([
  ['+351 912 345 678', '+351912345678'],
  ['00351912345678', '+351912345678'],
  [' tel:+1-(555)-010.0199 ', '+15550100199'],
  ['030/12345', '03012345'],
  ['112', '112'],
])('%s is %s', (given, stored) => {
  expect(normalisePhone(given)).toBe(stored)
})

test.each(['', '12', '+', 'call me', '1234567890123456', '12+34', '٠١٢٣'])('%j is no number', (given) => {
  expect(normalisePhone(given)).toBeUndefined()
})
