import { formatOf, numberFormat } from '../ui/intl.ts'

export type Unit = 'count' | 'share' | 'seconds' | 'score'

const durationPart = (unit: 'day' | 'hour' | 'minute' | 'second') =>
  formatOf((language) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }))
const DURATION = {
  day: durationPart('day'),
  hour: durationPart('hour'),
  minute: durationPart('minute'),
  second: durationPart('second'),
}
const share = formatOf((language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }))
const score = formatOf((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }))
const date = (parts: Intl.DateTimeFormatOptions) =>
  formatOf((language) => new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...parts }))
const month = date({ month: 'short', year: 'numeric' })
const day = date({ day: 'numeric', month: 'short', year: 'numeric' })

/** How long something took, in the two units that matter: `2 h 5 min`. */
export const duration = (seconds: number, language: string): string => {
  const unit = (value: number, name: keyof typeof DURATION) => DURATION[name](language).format(value)
  const pair = (whole: number, name: 'day' | 'hour', rest: number, part: 'hour' | 'minute') =>
    rest === 0 ? unit(whole, name) : `${unit(whole, name)} ${unit(rest, part)}`
  if (seconds < 60) return unit(Math.round(seconds), 'second')
  // Rounded first: what rounds up to an hour is one, and not 60 minutes.
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return unit(minutes, 'minute')
  if (minutes < 1_440) return pair(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute')
  const hours = Math.round(seconds / 3_600)
  return pair(Math.floor(hours / 24), 'day', hours % 24, 'hour')
}

/** A measure in words; a dash where there was nothing to measure. */
export const measure = (value: number | null, unit: Unit, language: string): string => {
  if (value === null) return '–'
  if (unit === 'seconds') return duration(value, language)
  if (unit === 'share') return share(language).format(value)
  if (unit === 'score') return score(language).format(value)
  return numberFormat(language).format(Math.round(value))
}

/** A period by its first day. */
export const period = (first: string, interval: 'day' | 'week' | 'month', language: string): string =>
  (interval === 'month' ? month : day)(language).format(new Date(first))
