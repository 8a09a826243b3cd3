import {
  asDay,
  type Interval,
  intervalsOf,
  isRange,
  PRESETS,
  type Preset,
  type Range,
  rangeOf,
  todayIn,
  usualInterval,
} from './range.ts'

/** What the reports are about, as the page's path has it: a link shows the same to somebody else. */
export type ReportsSearch = {
  range?: Preset
  from?: string
  to?: string
  interval?: Interval
  zone?: string
  department?: string
  channel?: string
  source?: string
}

/** Digits or words, as the search of a path gives them. */
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((one) => one === value)

/** The search of a path, of which what makes no sense is left out. */
export const toSearch = (given: Record<string, unknown>): ReportsSearch => {
  const found = {
    range: oneOf(PRESETS, given.range),
    from: asDay(given.from),
    to: asDay(given.to),
    interval: oneOf(['day', 'week', 'month'] as const, given.interval),
    zone: isZone(given.zone) ? given.zone : undefined,
    department: text(given.department),
    channel: text(given.channel),
    source: text(given.source),
  }
  // What is left are those of ReportsSearch that are there.
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as ReportsSearch
}

const isZone = (value: unknown): value is string => {
  if (typeof value !== 'string' || value === '') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

/** Without a choice: long enough to see a trend, short enough to see each day. */
const USUAL: Preset = '30d'

/** The days that a search means, and what they are cut into. Days that the API would refuse are the usual ones. */
export const rangeIn = (
  search: ReportsSearch,
  now: Date,
): Range & { interval: Interval; preset: Preset | 'custom' } => {
  const custom = search.from && search.to ? { from: search.from, to: search.to } : undefined
  const isCustom = custom !== undefined && isRange(custom)
  const preset = search.range ?? USUAL
  const range = isCustom ? custom : rangeOf(preset, todayIn(search.zone, now))
  const interval =
    search.interval && intervalsOf(range).includes(search.interval) ? search.interval : usualInterval(range)
  return { ...range, interval, preset: isCustom ? 'custom' : preset }
}
