import type { Kept, Ratings, Replies, Times, Volume } from './types.ts'

/** Sums over the periods of a report: each the same as the API's for the whole range, but also for one channel. */

const add = <Name extends string>(rows: readonly Record<Name, number>[], name: Name): number =>
  rows.reduce((sum, row) => sum + row[name], 0)

/** A share from 0 to 1; null of nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

export const sumVolume = (rows: readonly Volume[]): Volume => ({
  created: add(rows, 'created'),
  received: add(rows, 'received'),
  replied: add(rows, 'replied'),
  resolved: add(rows, 'resolved'),
  reopened: add(rows, 'reopened'),
})

/** How many, and how long on average: each period weighs as much as it counted. */
export const sumTimes = (times: readonly Times[]): Times => {
  const count = add(times, 'count')
  const seconds = times.reduce((sum, one) => sum + one.count * (one.mean_seconds ?? 0), 0)
  const within: Record<string, number> = {}
  for (const one of times) {
    for (const [band, reached] of Object.entries(one.within)) within[band] = (within[band] ?? 0) + reached
  }
  return { count, mean_seconds: count === 0 ? null : Math.round(seconds / count), within }
}

export const sumKept = (rows: readonly Kept[]): Kept => {
  const [met, breached] = [add(rows, 'met'), add(rows, 'breached')]
  return { met, breached, share: shareOf(met, met + breached) }
}

export const sumRatings = (rows: readonly Ratings[]): Ratings => {
  const scores = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }
  for (const row of rows) for (const score of [1, 2, 3, 4, 5] as const) scores[score] += row.scores[score]
  const ratings = add(rows, 'ratings')
  const points = scores[1] + 2 * scores[2] + 3 * scores[3] + 4 * scores[4] + 5 * scores[5]
  return {
    ratings,
    mean_score: ratings === 0 ? null : points / ratings,
    share: shareOf(scores[4] + scores[5], ratings),
    scores,
  }
}

export const sumReplies = (rows: readonly Replies[]): Replies => {
  const [byAgents, byAi] = [add(rows, 'agent_replies'), add(rows, 'ai_replies')]
  return { agent_replies: byAgents, ai_replies: byAi, ai_share: shareOf(byAi, byAgents + byAi) }
}

/** A group of each name, with what its rows sum up to; the biggest first. */
export const sumBy = <T extends Volume>(
  rows: readonly T[],
  nameOf: (row: T) => string,
  measure: keyof Volume,
): { name: string; value: number; volume: Volume }[] =>
  [...Map.groupBy(rows, nameOf)]
    .map(([name, own]) => ({ name, volume: sumVolume(own) }))
    .map(({ name, volume }) => ({ name, volume, value: volume[measure] }))
    .toSorted((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1))
