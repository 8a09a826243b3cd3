import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EPOCH_MS, makeSnowflakes, NODE_COUNT, snowflakeAt } from './snowflake.ts'

const START = EPOCH_MS + 1_000
const partsOf = (id: string) => ({
  ms: Number(BigInt(id) >> 22n) + EPOCH_MS,
  node: Number((BigInt(id) >> 12n) & 1023n),
  sequence: Number(BigInt(id) & 4095n),
})

test('an id is its millisecond, its node and its place in that millisecond', () => {
  const next = makeSnowflakes(7, () => START)
  expect([next(), next()].map(partsOf)).toEqual([
    { ms: START, node: 7, sequence: 0 },
    { ms: START, node: 7, sequence: 1 },
  ])
})

test('more than 4,096 ids in a millisecond go on in the next', () => {
  const next = makeSnowflakes(0, () => START)
  const ids = Array.from({ length: 10_000 }, next)
  expect(new Set(ids).size).toBe(ids.length)
  expect(partsOf(ids[4095] ?? '')).toEqual({ ms: START, node: 0, sequence: 4095 })
  expect(partsOf(ids[4096] ?? '')).toEqual({ ms: START + 1, node: 0, sequence: 0 })
  expect(partsOf(ids[8192] ?? '')).toEqual({ ms: START + 2, node: 0, sequence: 0 })
})

test('ids are unique and rise, whatever the clock does', () => {
  const steps = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 200 }), (moves, each) => {
      let now = START
      const next = makeSnowflakes(3, () => now)
      let last = 0n
      for (const move of moves) {
        now += move
        for (let n = 0; n < each; n++) {
          const id = BigInt(next())
          expect(id > last).toBe(true)
          last = id
        }
      }
    }),
    { numRuns: 50 },
  )
})

test('a clock that steps back an hour repeats nothing, and is met again later', () => {
  let now = START + 3_600_000
  const next = makeSnowflakes(0, () => now)
  const before = next()
  now = START
  const after = next()
  expect(partsOf(after)).toEqual({ ...partsOf(before), sequence: 1 })
  now = START + 3_600_001
  expect(partsOf(next())).toEqual({ ms: now, node: 0, sequence: 0 })
})

test('two nodes never make the same id', () => {
  const [a, b] = [makeSnowflakes(0, () => START), makeSnowflakes(1, () => START)]
  const ids = Array.from({ length: 5_000 }, () => [a(), b()]).flat()
  expect(new Set(ids).size).toBe(ids.length)
})

test('every id until 2094 fits 64 bits with a sign', () => {
  const id = makeSnowflakes(NODE_COUNT - 1, () => Date.UTC(2094, 0, 1))()
  expect(BigInt(id) < 2n ** 63n).toBe(true)
})

test.each([-1, 1024, 1.5, Number.NaN])('node %s is refused', (node) => {
  expect(() => makeSnowflakes(node)).toThrow(RangeError)
})

test('the lowest id of a moment is not above any id made then, and above all before', () => {
  expect(snowflakeAt(START)).toBe(makeSnowflakes(0, () => START)())
  const before = makeSnowflakes(NODE_COUNT - 1, () => START - 1)
  const last = Array.from({ length: 4096 }, before).at(-1) ?? ''
  expect(BigInt(snowflakeAt(START)) > BigInt(last)).toBe(true)
  expect(snowflakeAt(0)).toBe('0')
})
