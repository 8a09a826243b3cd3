import { setImmediate as breathe } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTurns } from './turns.ts'

test('no more than so many run at once, in order, and one that fails gives its place on', async () => {
  const turns = openTurns(2)
  const started: number[] = []
  let running = 0
  let most = 0
  const run = (n: number) =>
    turns(async () => {
      started.push(n)
      most = Math.max(most, ++running)
      await breathe()
      running -= 1
      if (n === 1) throw new Error('fails')
      return n
    })
  const ended = await Promise.allSettled([0, 1, 2, 3, 4].map(run))
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(started).toEqual([0, 1, 2, 3, 4])
  expect(most).toBe(2)
  expect(await run(5)).toBe(5)
})
