import { words } from './words.ts'

/** Words that have to stand next to each other; a single one mostly. What was quoted is meant as it was typed. */
export type Term = { words: string[]; quoted: boolean; start: number; end: number }

export const OPERATORS = [
  'status',
  'priority',
  'assignee',
  'department',
  'tag',
  'from',
  'has',
  'before',
  'after',
  'is',
] as const
type Operator = (typeof OPERATORS)[number]

/** `status:open`, or `-status:open` where it must not be so. */
export type Condition = { operator: Operator; value: string; negated: boolean }

export type Parsed = {
  /** A ticket's number, where what was typed may be one. */
  number: string | undefined
  terms: Term[]
  /** What no message of a ticket may have. */
  excluded: Term[]
  conditions: Condition[]
}

const TERMS_MAX = 12
const CONDITIONS_MAX = 20

/** A minus, an operator, and what it is about: in quotes, which the end of the text closes too, or up to a space. */
const PART = /(-?)([A-Za-z]+):(?=\s|$)|(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|([^\s"]+))/gu

/**
 * What was typed: all terms have to be found, and all conditions to hold. Quotes make a phrase; so do an address or a code,
 * whose parts belong together. A minus before a word, a phrase or an operator means its contrary. What looks like an
 * operator and is none (`https://…`, `10:30`) is words. An operator without a value has an empty one. `#123` is a number
 * and nothing else.
 */
export const parse = (text: string): Parsed => {
  const number = /^\s*(#?)(\d{1,18})\s*$/.exec(text)
  const parsed: Parsed = { number: number?.[2], terms: [], excluded: [], conditions: [] }
  if (number?.[1] === '#') return parsed
  for (const match of text.matchAll(PART)) {
    const [whole, bareMinus, bareName, minus, name, quoted, plain] = match
    const operator = operatorOf(name ?? bareName)
    const negated = (minus || bareMinus) === '-'
    if (operator) parsed.conditions.push({ operator, value: (quoted ?? plain ?? '').trim(), negated })
    else {
      const said = words(name === undefined && quoted !== undefined ? quoted : whole)
      const term = { words: said, quoted: quoted !== undefined, start: match.index, end: match.index + whole.length }
      if (said.length > 0) (negated ? parsed.excluded : parsed.terms).push(term)
    }
  }
  return {
    ...parsed,
    terms: parsed.terms.slice(0, TERMS_MAX),
    excluded: parsed.excluded.slice(0, TERMS_MAX),
    conditions: parsed.conditions.slice(0, CONDITIONS_MAX),
  }
}

const operatorOf = (name: string | undefined): Operator | undefined =>
  OPERATORS.find((operator) => operator === name?.toLowerCase())
