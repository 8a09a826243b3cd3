import type { Unit } from '../format.ts'

/** In what a measure is drawn, so that the ticks are round: seconds as minutes, hours or days, by the longest of them. */
export const axis = (
  unit: Unit,
  max: number,
  language: string,
): { divide: number; ticks: number; format: (value: number) => string } => {
  const ticks = 4
  if (unit === 'share') {
    const percent = new Intl.NumberFormat(language, { style: 'percent' })
    return { divide: 1, ticks, format: (value) => percent.format(value) }
  }
  if (unit === 'seconds') {
    const [divide, name] = max < 7_200 ? [60, 'minute'] : max < 172_800 ? [3_600, 'hour'] : [86_400, 'day']
    const time = new Intl.NumberFormat(language, { style: 'unit', unit: String(name), unitDisplay: 'narrow' })
    return { divide: Number(divide), ticks, format: (value) => time.format(value) }
  }
  const number = new Intl.NumberFormat(language, { notation: 'compact' })
  // Counts have no halves: of few there are few ticks.
  return { divide: 1, ticks: Math.max(1, Math.min(ticks, max)), format: (value) => number.format(value) }
}
