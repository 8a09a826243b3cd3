import type { Term } from './grammar.ts'
import { words } from './words.ts'

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

/** A beginning shorter than this is that of too many words to look for all of them. */
const BEGINNING_FROM = 3

/**
 * What has one of some texts, as PostgreSQL's tsquery: its words next to each other, the last of them maybe only begun.
 * `weights` says where they stand (document.ts): A in the subject, C in what was said. A text without a word finds nothing.
 */
export const phrasesIn = (texts: string[], weights: string): string =>
  texts
    .map(words)
    .filter((phrase) => phrase.length > 0)
    .map((phrase) =>
      phrase
        .map((word, place) => {
          const isBegun = place === phrase.length - 1 && [...word].length >= BEGINNING_FROM
          return `${lexeme(word)}:${isBegun ? '*' : ''}${weights}`
        })
        .join(' <-> '),
    )
    .map((phrase) => `(${phrase})`)
    .join(' | ')

/** Words are letters and digits only, so there is no quote in them. */
const lexeme = (word: string): string => `'${word}'`
