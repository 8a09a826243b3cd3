import type { FastifyRateLimitStore } from '@fastify/rate-limit'

/** Counters kept at once; the longest unused go first. */
const REMEMBER_MAX = 50_000

type Counter = { count: number; since: number }
type Told = (error: null, counted: { current: number; ttl: number }) => void

/**
 * Counts by key in windows of `timeWindow` ms. The library's own store hands out the counter itself, which is read a turn
 * later: of many that come at once each is then told the count of the last, and none gets through. A class, since the
 * library makes one with `new` for each limit.
 */
export class RateLimitStore implements FastifyRateLimitStore {
  readonly #counters = new Map<string, Counter>()

  incr(key: string, tell: Told, timeWindow: number): void {
    const now = performance.now()
    const known = this.#current(key, timeWindow, now)
    const counter = { count: (known?.count ?? 0) + 1, since: known?.since ?? now }
    // Taken out and put in again: the map's order is that of the last use.
    this.#counters.delete(key)
    this.#counters.set(key, counter)
    const [oldest] = this.#counters.size > REMEMBER_MAX ? this.#counters.keys() : []
    if (oldest !== undefined) this.#counters.delete(oldest)
    tell(null, { current: counter.count, ttl: counter.since + timeWindow - now })
  }

  /** The same without counting, which the library asks for `increment: false`. */
  read(key: string, tell: Told, timeWindow: number): void {
    const now = performance.now()
    const known = this.#current(key, timeWindow, now)
    tell(null, known ? { current: known.count, ttl: known.since + timeWindow - now } : { current: 0, ttl: 0 })
  }

  child(): RateLimitStore {
    return new RateLimitStore()
  }

  #current(key: string, timeWindow: number, now: number): Counter | undefined {
    const counter = this.#counters.get(key)
    return counter && counter.since + timeWindow > now ? counter : undefined
  }
}
