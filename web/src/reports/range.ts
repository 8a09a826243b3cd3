/** Days of a calendar, both included: `2026-01-31`. */
export type Range = { from: string; to: string }
export type Interval = 'day' | 'week' | 'month'

export const PRESETS = ['7d', '30d', '90d', 'month', 'lastMonth', 'year', '12m'] as const
export type Preset = (typeof PRESETS)[number]

const DAY_MS = 86_400_000
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const plus = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY_MS)

/** The day that it is somewhere. */
export const todayIn = (timeZone: string | undefined, now: Date): string => {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const part = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, value]))
  return `${part.year}-${part.month}-${part.day}`
}

/** The days that a preset means, on a day. */
export const rangeOf = (preset: Preset, today: string): Range => {
  const [year = 0, month = 0] = today.split('-').map(Number)
  switch (preset) {
    case '7d':
      return { from: plus(today, -6), to: today }
    case '30d':
      return { from: plus(today, -29), to: today }
    case '90d':
      return { from: plus(today, -89), to: today }
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today }
    case 'lastMonth':
      return { from: dayOf(Date.UTC(year, month - 2, 1)), to: dayOf(Date.UTC(year, month - 1, 0)) }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    case '12m':
      return { from: dayOf(Date.UTC(year - 1, month, 1)), to: today }
  }
}

export const daysIn = ({ from, to }: Range): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1

/** What the API refuses: the longest range, and the most periods of one. */
const DAYS_MAX = 3_660
const PERIODS_MAX = 400
const DAYS_OF = { day: 1, week: 7, month: 28 }

/** The intervals that a range can be cut into. */
export const intervalsOf = (range: Range): Interval[] => {
  const days = daysIn(range)
  const all: Interval[] = ['day', 'week', 'month']
  return all.filter((interval) => days / DAYS_OF[interval] <= PERIODS_MAX)
}

/** The interval that reads best: some dozens of periods. */
export const usualInterval = (range: Range): Interval => {
  const days = daysIn(range)
  return days <= 62 ? 'day' : days <= 400 ? 'week' : 'month'
}

/** A day as a date field and a path have it; undefined for anything else. */
export const asDay = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && dayOfSafe(value) === value ? value : undefined

const dayOfSafe = (text: string): string | undefined => {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : dayOf(ms)
}

/** Whether the API takes a range: in order, and not too long. */
export const isRange = (range: Range): boolean => {
  const days = daysIn(range)
  return days >= 1 && days <= DAYS_MAX
}
