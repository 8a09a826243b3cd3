export type Unit = 'count' | 'share' | 'seconds' | 'score'

/** How long something took, in the two units that matter: `2 h 5 min`. */
export const duration = (seconds: number, language: string): string => {
  const unit = (value: number, name: 'day' | 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
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
  if (unit === 'share') {
    return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value)
  }
  return new Intl.NumberFormat(language, { maximumFractionDigits: unit === 'score' ? 2 : 0 }).format(value)
}

/** A period by its first day. */
export const period = (day: string, interval: 'day' | 'week' | 'month', language: string): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    ...(interval === 'month'
      ? { month: 'short', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' }),
  }).format(new Date(day))
