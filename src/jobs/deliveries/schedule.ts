/** How long after each failure the next attempt is due, in seconds: with the last of them a delivery has failed. */
const SCHEDULE_S = [5, 30, 120, 600, 3_600, 10_800, 21_600, 43_200, 86_400, 86_400]

/** Attempts in all: the first, and one for each step of the schedule. */
export const TRIES = SCHEDULE_S.length + 1

/** A receiver that asks for more is not waited for longer. */
export const RETRY_AFTER_MAX_MS = 24 * 3_600_000

/**
 * Milliseconds until the next attempt after `tries` failures, or undefined where there is none. Up to a tenth more or
 * less, so that what failed together does not come back together; never before `retryAfterMs`, which the receiver asked for.
 */
export const nextTry = (tries: number, retryAfterMs = 0, random: () => number = Math.random): number | undefined => {
  const seconds = SCHEDULE_S[tries - 1]
  if (seconds === undefined) return undefined
  const jittered = seconds * 1_000 * (0.9 + 0.2 * random())
  return Math.round(Math.max(jittered, Math.min(retryAfterMs, RETRY_AFTER_MAX_MS)))
}
