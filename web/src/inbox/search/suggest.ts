export const OPERATORS = [
  'status',
  'priority',
  'assignee',
  'department',
  'tag',
  'from',
  'has',
  'is',
  'before',
  'after',
] as const
export type Operator = (typeof OPERATORS)[number]

/** What may stand behind an operator, as far as it is known. */
export type Values = Partial<Record<Operator, readonly string[]>>

export type Suggestion = {
  /** The whole text with it. */
  text: string
  /** What is added, as it is shown: `status:` or `status:open`. */
  shown: string
  /** Of a mere operator, so that what it does can be said. */
  operator?: Operator
}

const SHOWN_MAX = 8
const quoted = (value: string): string => (/[\s:"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value)

/** How the last word of a search could go on: operators by their beginning, and then their values. */
export const suggest = (typed: string, values: Values): Suggestion[] => {
  const word = /(?:[^\s"]|"[^"]*"?)*$/.exec(typed)?.[0] ?? ''
  const before = typed.slice(0, typed.length - word.length)
  const minus = word.startsWith('-') ? '-' : ''
  const [name = '', ...rest] = word.slice(minus.length).split(':')
  if (rest.length === 0) {
    return OPERATORS.filter((operator) => operator.startsWith(name.toLowerCase()) && operator !== name).map(
      (operator) => ({
        text: `${before}${minus}${operator}:`,
        shown: `${minus}${operator}:`,
        operator,
      }),
    )
  }
  const operator = OPERATORS.find((one) => one === name.toLowerCase())
  const begun = rest.join(':').replaceAll('"', '').toLowerCase()
  return (operator ? (values[operator] ?? []) : [])
    .filter((value) => value.toLowerCase().startsWith(begun) && value.toLowerCase() !== begun)
    .slice(0, SHOWN_MAX)
    .map((value) => {
      const shown = `${minus}${operator}:${quoted(value)}`
      return { text: `${before}${shown} `, shown }
    })
}
