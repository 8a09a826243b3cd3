import { expect, test } from 'vitest'
import { sumBy, sumKept, sumRatings, sumReplies, sumTimes } from './sums.ts'

const times = (count: number, mean_seconds: number | null, hour: number) => ({
  count,
  mean_seconds,
  within: { '1h': hour },
})

test('a mean over periods weighs each by what it counted', () => {
  expect(sumTimes([times(1, 100, 1), times(3, 200, 2), times(0, null, 0)])).toEqual(times(4, 175, 3))
})

test('of nothing there is no mean and no share', () => {
  expect(sumTimes([])).toEqual({ count: 0, mean_seconds: null, within: {} })
  expect(sumKept([{ met: 0, breached: 0, share: null }]).share).toBeNull()
  expect(sumReplies([]).ai_share).toBeNull()
  expect(sumRatings([])).toMatchObject({ ratings: 0, mean_score: null, share: null })
})

test('satisfied is who gives 4 or 5', () => {
  const scores = { 1: 1, 2: 0, 3: 0, 4: 1, 5: 2 }
  const row = { ratings: 4, mean_score: null, share: null, scores }
  expect(sumRatings([row, row])).toEqual({
    ratings: 8,
    mean_score: 3.75,
    share: 0.75,
    scores: { 1: 2, 2: 0, 3: 0, 4: 2, 5: 4 },
  })
})

test('groups are summed up over the periods, the biggest first', () => {
  const row = (channel: string, created: number) => ({
    channel,
    created,
    received: 0,
    replied: 0,
    resolved: 1,
    reopened: 0,
  })
  const sums = sumBy([row('a', 1), row('b', 2), row('a', 3), row('c', 2)], ({ channel }) => channel, 'created')
  expect(sums.map(({ name, value, volume }) => [name, value, volume.resolved])).toEqual([
    ['a', 4, 2],
    ['b', 2, 1],
    ['c', 2, 1],
  ])
})
