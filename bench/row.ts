/** One line of the result. `target` is what it must reach; a row without one is for the reader. */
export type Row = {
  workload: string
  measure: string
  value: number
  unit: string
  target?: { is: '>=' | '<='; limit: number }
  /** Why there is no value: what is measured does not exist. That fails, where there is a target. */
  missing?: string
  note?: string
}

export type Verdict = 'pass' | 'miss' | 'not built yet' | ''

export const verdictOf = ({ value, target, missing }: Row): Verdict => {
  if (missing !== undefined) return 'not built yet'
  if (!target) return ''
  return (target.is === '>=' ? value >= target.limit : value <= target.limit) ? 'pass' : 'miss'
}

/** How much better than its target a row is: 1.00 is just reached, more is better. */
export const ratioOf = ({ value, target }: Row): number | undefined => {
  if (!target) return undefined
  return target.is === '>=' ? value / target.limit : target.limit / value
}
