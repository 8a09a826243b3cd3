const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const TICKETS_A_DAY = 12

/** How much comes in by the hour of a weekday, UTC: most in the morning and after lunch. */
const BY_HOUR = [0, 0, 0, 0, 0, 0, 1, 3, 8, 12, 12, 9, 6, 9, 11, 9, 7, 4, 2, 2, 1, 1, 0, 0]
const ON_WEEKENDS = 0.1
export const OFFICE = { opens: 8, closes: 18 }

/** A number from 0 to 1, always the same for the same two: what is chance in life, and here is not. */
export const chance = (place: number, of: number): number => {
  let mixed = Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(of + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}

/**
 * When `count` tickets were opened, in their order: over the last four weeks, or as many days as make twelve a day, up to a
 * year; by office hours, some days busier than others.
 */
export const openings = (count: number, now: number): number[] => {
  const days = Math.min(365, Math.max(28, Math.ceil(count / TICKETS_A_DAY)))
  const hours = Array.from({ length: days * 24 }, (_, back) => now - (days * 24 - back) * HOUR_MS)
  const weights = hours.map(weightOf)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const moments: number[] = []
  let passed = 0
  for (const [n, weight] of weights.entries()) {
    const hour = hours[n] ?? now
    for (let place = moments.length; place < count; place++) {
      // Somewhere in its share of all that comes in, so that no two days look alike.
      const at = ((place + chance(place, 0)) / count) * total
      if (at >= passed + weight) break
      moments.push(hour + ((at - passed) / weight) * HOUR_MS)
    }
    passed += weight
  }
  return moments
}

const weightOf = (at: number): number => {
  const day = Math.floor(at / DAY_MS)
  const busy = 0.6 + 0.8 * chance(day, 1)
  return (BY_HOUR[new Date(at).getUTCHours()] ?? 0) * busy * (isWeekend(at) ? ON_WEEKENDS : 1)
}

/** A moment at which somebody is in the office: itself, or early on the next morning that there is work. */
export const inOffice = (at: number): number => {
  const hour = new Date(at).getUTCHours()
  if (!isWeekend(at) && hour >= OFFICE.opens && hour < OFFICE.closes) return at
  const midnight = Math.floor(at / DAY_MS) * DAY_MS
  let morning = midnight + OFFICE.opens * HOUR_MS + (hour < OFFICE.opens ? 0 : DAY_MS)
  while (isWeekend(morning)) morning += DAY_MS
  return morning + (at % HOUR_MS)
}

const isWeekend = (at: number): boolean => new Date(at).getUTCDay() % 6 === 0
