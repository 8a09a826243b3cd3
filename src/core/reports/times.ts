import { BAND_NAMES, type Band } from './measures.ts'

/** How long something took: how often it happened, the mean in seconds, and how many within each band. */
export type Times = { count: number; mean_seconds: number | null; within: Record<Band, number> }

export const timesOf = (
  measures: Record<string, number>,
  kind: 'first_reply' | 'resolution',
  counted: 'first_replies' | 'resolved',
): Times => {
  const count = measures[counted] ?? 0
  const within = (band: Band) => measures[`${kind}_${band}`] ?? 0
  return {
    count,
    mean_seconds: count === 0 ? null : Math.round((measures[`${kind}_seconds`] ?? 0) / count),
    within: Object.fromEntries(BAND_NAMES.map((band) => [band, within(band)])) as Record<Band, number>, // of all bands
  }
}
