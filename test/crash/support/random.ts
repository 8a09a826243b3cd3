/** Mulberry32: the same seed makes the same run's decisions again. Numbers in [0, 1). */
export const seeded = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The run's seed: `CRASH_SEED`, to see a failure again, or another one each time. */
export const runSeed = (): number => Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000_000)
