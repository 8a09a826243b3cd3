const MINUTES = { m: 1, h: 60, d: 1_440, w: 10_080 } as const
const MINUTES_MAX = 525_600

export const DURATION_FORM = 'a duration like 30m, 4h, 2d or 1w, of a year at most'

/** The minutes of a duration like `30m`, `4h`, `2d`, `1w`. Undefined where the text is none, or longer than a year. */
export const minutesOf = (duration: string): number | undefined => {
  const [, count, unit] = /^([1-9]\d{0,5})([mhdw])$/.exec(duration) ?? []
  if (count === undefined || unit === undefined) return undefined
  const minutes = Number(count) * MINUTES[unit as keyof typeof MINUTES] // the pattern lets only these through
  return minutes <= MINUTES_MAX ? minutes : undefined
}
