import { expect, test } from 'vitest'
import { DatabaseUnavailable } from '../store/errors.ts'
import { inGroups } from './in-groups.ts'
import type { Lodge } from './lodge.ts'

const lodge = {} as Lodge // handed on, and looked at by nobody

const doubling = (max: number, groups: number[][]) =>
  inGroups(max, async (_: Lodge, group: number[]) => {
    groups.push(group)
    await new Promise((done) => setImmediate(done))
    if (group.includes(13)) throw new Error('13 is a bad one')
    if (group.includes(99)) throw new DatabaseUnavailable('gone')
    return group.map((one) => one * 2)
  })

test('what is asked at once goes in one call, what is asked meanwhile in the next, and each gets its own answer', async () => {
  const groups: number[][] = []
  const double = doubling(3, groups)
  const first = Promise.all([double(lodge, 1), double(lodge, 2)])
  await new Promise((done) => setImmediate(done))
  const second = Promise.all([3, 4, 5, 6].map((one) => double(lodge, one)))
  expect(await first).toEqual([2, 4])
  expect(await second).toEqual([6, 8, 10, 12])
  expect(groups).toEqual([[1, 2], [3, 4, 5], [6]])
  expect(await double(lodge, 7)).toBe(14)
})

test('a bad one fails alone', async () => {
  const double = doubling(10, [])
  const all = await Promise.allSettled([1, 13, 2].map((one) => double(lodge, one)))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a database that is away is told to all, and nothing is tried again', async () => {
  const groups: number[][] = []
  const double = doubling(10, groups)
  const all = await Promise.allSettled([1, 99].map((one) => double(lodge, one)))
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(groups).toEqual([[1, 99]])
})
