import type { Term } from './grammar.ts'

/** For each word of the terms, all that is looked for in its place: itself first. */
export const spellings = (terms: Pick<Term, 'words'>[], others: Map<string, string[]>): string[][] =>
  terms.flatMap((term) => term.words.map((word) => [word, ...(others.get(word) ?? [])]))

/** As PostgreSQL's tsquery. `others` has for a word what may be found in its stead. */
export const toTsquery = (terms: Pick<Term, 'words'>[], others: Map<string, string[]> = new Map()): string =>
  terms
    .map((term) => {
      const parts = spellings([term], others).map((part) => `(${part.map(lexeme).join(' | ')})`)
      return `(${parts.join(' <-> ')})`
    })
    .join(' & ')

/** Words are letters and digits only, so there is no quote in them. */
const lexeme = (word: string): string => `'${word}'`
