/** 2025-01-01T00:00:00Z, the first millisecond an id can name. */
export const EPOCH_MS = 1_735_689_600_000
const NODE_BITS = 10n
const SEQUENCE_BITS = 12n
const SEQUENCE_MAX = 4095
/** The last millisecond an id can name, from the epoch: in the year 2094. */
const LAST_MS = 2 ** 41 - 1

/** How many processes can make ids at once. */
export const NODE_COUNT = 1024

/**
 * Makes 64-bit ids that are unique across processes and rise with time: 41 bits of milliseconds since 2025, 10 bits of
 * node number (leased from the database, see store/node-lease.ts), 12 bits of sequence. Strings, as JSON carries them:
 * a 64-bit integer does not fit a JavaScript number.
 *
 * More than 4,096 ids in one millisecond, and a clock that steps back, run ahead of the clock rather than repeat an id.
 */
export const makeSnowflakes = (node: number, now: () => number = Date.now): (() => string) => {
  if (!Number.isInteger(node) || node < 0 || node >= NODE_COUNT) throw new RangeError(`node ${node} is not in 0..1023`)
  const nodePart = BigInt(node) << SEQUENCE_BITS
  let last = 0
  let sequence = 0
  let base = 0n
  return () => {
    const ms = now()
    if (ms > last) {
      last = ms
      sequence = 0
    } else if (sequence < SEQUENCE_MAX) {
      sequence += 1
    } else {
      last += 1
      sequence = 0
    }
    if (sequence === 0) base = (BigInt(last - EPOCH_MS) << (NODE_BITS + SEQUENCE_BITS)) | nodePart
    return (base + BigInt(sequence)).toString()
  }
}

/** The lowest id that could have been made at a moment: ids order as their creation does, so ranges of time are ranges of ids. */
export const snowflakeAt = (ms: number): string =>
  (BigInt(Math.min(Math.max(0, Math.floor(ms) - EPOCH_MS), LAST_MS)) << (NODE_BITS + SEQUENCE_BITS)).toString()

/** When an id was made, to the millisecond. */
export const momentOf = (id: string): number => Number(BigInt(id) >> (NODE_BITS + SEQUENCE_BITS)) + EPOCH_MS
