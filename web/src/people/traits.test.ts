import { expect, test } from 'vitest'
import { toRows, traitChanges, traitFlaw } from './traits.ts'

const before = { plan: 'gold', seats: 12, vip: true, code: '007', address: { city: 'Haifa' }, since: null }

test('traits that nobody touched are not sent', () => {
  expect(traitChanges(before, toRows(before))).toEqual({})
})

test('only what is another now is sent, of the kind that it was; what is gone as null', () => {
  const typed: Record<string, string> = {
    plan: '1',
    seats: '13',
    vip: 'false',
    code: '008',
    address: '{"city":"Acre"}',
  }
  const rows = toRows(before)
    .filter(({ name }) => name !== 'since')
    .map((row) => ({ ...row, value: typed[row.name] ?? row.value }))
  expect(traitChanges(before, rows)).toEqual({
    plan: '1',
    seats: 13,
    vip: false,
    code: '008',
    address: { city: 'Acre' },
    since: null,
  })
})

test.each([
  ['12', 12],
  ['-1.5', -1.5],
  ['true', true],
  ['007', '007'],
  ['1e3', '1e3'],
  ['12345678901234567890', '12345678901234567890'],
  ['Infinity', 'Infinity'],
  ['{"a":1}', '{"a":1}'],
  ['', ''],
])('a new trait typed as %j is %j', (value, kept) => {
  expect(traitChanges({}, [{ key: '1', name: 'x', value }])).toEqual({ x: kept })
})

test('a trait named as every object has one is a trait as any other', () => {
  expect(traitChanges({}, [{ key: '1', name: 'constructor', value: 'x' }])).toEqual({ constructor: 'x' })
})

test('a trait renamed goes away under its old name', () => {
  expect(traitChanges({ a: 1 }, [{ key: 'a', name: 'b', value: '1' }])).toEqual({ a: null, b: 1 })
})

test('names are there, and once', () => {
  expect(traitFlaw([{ key: '1', name: ' ', value: '' }])).toEqual({ kind: 'unnamed' })
  expect(
    traitFlaw([
      { key: '1', name: 'a', value: '' },
      { key: '2', name: 'a', value: '' },
    ]),
  ).toEqual({ kind: 'twice', name: 'a' })
  expect(traitFlaw(toRows(before))).toBeNull()
})
