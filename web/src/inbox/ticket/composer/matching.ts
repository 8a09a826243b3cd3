const SHOWN_MAX = 12

/** Those whose words begin with what was typed first, then those that have it somewhere. */
export const matching = <T>(all: readonly T[], query: string, wordsOf: (one: T) => string): T[] => {
  const typed = query.trim().toLowerCase()
  if (typed === '') return all.slice(0, SHOWN_MAX)
  const found = all.filter((one) => wordsOf(one).toLowerCase().includes(typed))
  const first = found.filter((one) => wordsOf(one).toLowerCase().startsWith(typed))
  return [...first, ...found.filter((one) => !first.includes(one))].slice(0, SHOWN_MAX)
}
