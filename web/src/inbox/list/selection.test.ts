import { expect, test } from 'vitest'
import { kept, NOTHING, toggled } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const of = (...ids: string[]) => ({ ids: new Set(ids), from: ids.at(-1) ?? null })

test('one by one, and back', () => {
  const one = toggled(NOTHING, order, 'b', false)
  expect(one).toEqual(of('b'))
  expect(toggled(one, order, 'b', false).ids.size).toBe(0)
})

test('a range, in both directions, and a range back out', () => {
  expect(toggled(of('b'), order, 'd', true).ids).toEqual(new Set(['b', 'c', 'd']))
  expect(toggled(of('d'), order, 'b', true).ids).toEqual(new Set(['b', 'c', 'd']))
  expect(toggled({ ids: new Set(order), from: 'a' }, order, 'c', true).ids).toEqual(new Set(['d', 'e']))
})

test('a range from what is there no more is the one row', () => {
  expect(toggled(of('x'), order, 'c', true).ids).toEqual(new Set(['x', 'c']))
})

test('what left the list is selected no more', () => {
  expect(kept(of('a', 'x'), order).ids).toEqual(new Set(['a']))
  const same = of('a')
  expect(kept(same, order)).toBe(same)
})
