import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupThreads } from './order.ts'

test('mails that share something go one after the other, also by way of a third', () => {
  const keys: Record<string, string[]> = { a: ['1'], b: ['2'], c: ['3', '1'], d: ['2', '3'], e: [] }
  expect(groupThreads(Object.keys(keys), (mail) => keys[mail] ?? [])).toEqual([['a', 'b', 'c', 'd'], ['e']])
})

test('each is in one group, in order, and no two groups share anything', () => {
  const mails = fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { maxLength: 30 })
  fc.assert(
    fc.property(mails, (given) => {
      const groups = groupThreads(
        given.map((_, place) => place),
        (place) => (given[place] ?? []).map(String),
      )
      expect(groups.flat().toSorted((a, b) => a - b)).toEqual(given.map((_, place) => place))
      for (const group of groups) expect(group).toEqual(group.toSorted((a, b) => a - b))
      const keysOf = (group: number[]) => new Set(group.flatMap((place) => given[place] ?? []))
      for (const [n, group] of groups.entries()) {
        for (const other of groups.slice(n + 1)) expect(keysOf(group).isDisjointFrom(keysOf(other))).toBe(true)
      }
    }),
  )
})
