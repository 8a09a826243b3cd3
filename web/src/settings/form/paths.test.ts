import { expect, test } from 'vitest'
import { at, put } from './paths.ts'

test('reads what is further in, and what is not there as undefined', () => {
  expect(at({ smtp: { host: 'x' }, weekly: [{ from: '09:00' }] }, 'smtp.host')).toBe('x')
  expect(at({ weekly: [{ from: '09:00' }] }, 'weekly.0.from')).toBe('09:00')
  expect(at({ smtp: null }, 'smtp.host')).toBeUndefined()
})

test('changes one place, leaves the rest, and makes what is missing on the way', () => {
  const before = { name: 'a', smtp: null, weekly: [{ from: '1', to: '2' }] }
  expect(put(before, 'weekly.0.to', '3')).toEqual({ ...before, weekly: [{ from: '1', to: '3' }] })
  expect(put(before, 'smtp.host', 'x')).toEqual({ ...before, smtp: { host: 'x' } })
  expect(before.weekly[0]?.to).toBe('2')
})
