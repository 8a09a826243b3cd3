import { expect, test } from 'vitest'
import { bytesIn } from './bytes.ts'

test('sizes are said in the largest unit that fits', () => {
  expect([0, 999, 12_340, 5_000_000_000, 2e15].map((count) => bytesIn(count, 'en'))).toEqual([
    '0 bytes',
    '999 bytes',
    '12.3 kB',
    '5 GB',
    '2,000 TB',
  ])
})
