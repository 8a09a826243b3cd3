import { words } from './words.ts'

/** Words that have to stand next to each other; a single one mostly. What was quoted is meant as it was typed. */
export type Term = { words: string[]; quoted: boolean }

export type Query = {
  /** A ticket's number, where what was typed may be one. */
  number: string | undefined
  terms: Term[]
}

const TERMS_MAX = 12

/**
 * What was typed: all terms have to be found. Quotes make a phrase; so do an address or a code, whose parts belong
 * together. `#123` is a number and nothing else.
 */
export const parseQuery = (text: string): Query => {
  const number = /^\s*(#?)(\d{1,18})\s*$/.exec(text)
  if (number?.[1] === '#') return { number: number[2], terms: [] }
  const terms: Term[] = []
  for (const [, quoted, plain] of text.matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
    const found = words(quoted ?? plain ?? '')
    if (found.length > 0) terms.push({ words: found, quoted: quoted !== undefined })
  }
  return { number: number?.[2], terms: terms.slice(0, TERMS_MAX) }
}

/** For each word of the terms, all that is looked for in its place: itself first. */
export const spellings = (terms: Term[], others: Map<string, string[]>): string[][] =>
  terms.flatMap((term) => term.words.map((word) => [word, ...(others.get(word) ?? [])]))

/** As PostgreSQL's tsquery. `others` has for a word what may be found in its stead. */
export const toTsquery = (terms: Term[], others: Map<string, string[]> = new Map()): string =>
  terms
    .map((term) => {
      const parts = spellings([term], others).map((part) => `(${part.map(lexeme).join(' | ')})`)
      return `(${parts.join(' <-> ')})`
    })
    .join(' & ')

/** Words are letters and digits only, so there is no quote in them. */
const lexeme = (word: string): string => `'${word}'`
