import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import type { Term } from './grammar.ts'
import { distance, slips } from './spelling.ts'

export type Expansion = {
  /** For each word what may have been meant, the likeliest first. */
  others: Map<string, string[]>
  /** For each word that no message has, the likeliest one that was meant. */
  corrections: Map<string, string>
}

const SLIPS_FROM = 4
const TWO_SLIPS_FROM = 7
/** A word with two slips is looked for among those that begin like it. */
const STEM = 2
const STEM_WORDS_MAX = 3_000
const MEANT_MAX = 5
const COMPLETIONS_MAX = 12

/**
 * Looks for what the words of a search may have meant: words a slip or two away, and what the last one may be the beginning
 * of. What was quoted is left as it is.
 */
export const expand = async (lodge: Lodge, deskId: DeskId, terms: Term[]): Promise<Expansion> => {
  const expansion: Expansion = { others: new Map(), corrections: new Map() }
  const last = terms.at(-1)?.words.at(-1)
  for (const word of new Set(terms.filter((term) => !term.quoted).flatMap((term) => term.words))) {
    const known = await meant(lodge, deskId, word)
    const completions = word === last && [...word].length > 1 ? await beginningWith(lodge, deskId, word) : []
    expansion.others.set(word, [...new Set([...known.others, ...completions])])
    const [likeliest] = known.others
    if (!known.exists && completions.length === 0 && likeliest !== undefined) {
      expansion.corrections.set(word, likeliest)
    }
  }
  return expansion
}

const meant = async (lodge: Lodge, deskId: DeskId, word: string): Promise<{ exists: boolean; others: string[] }> => {
  const length = [...word].length
  // A code or a number that differs in a digit is another one.
  if (length < SLIPS_FROM || /\p{N}/u.test(word)) return { exists: true, others: [] }
  const found = await lodge.store.pool.query<{ word: string }>({
    name: 'search_slips',
    text: 'select word from search_word where desk_id = $1 and word = any ($2::text[]) order by docs desc limit $3',
    values: [deskId, [word, ...slips(word)], MEANT_MAX + 1],
  })
  const exists = found.rows.some((row) => row.word === word)
  const others = found.rows.map((row) => row.word).filter((other) => other !== word)
  if (exists || others.length > 0 || length < TWO_SLIPS_FROM) return { exists, others }
  const near = await lodge.store.pool.query<{ word: string }>({
    name: 'search_stem',
    text: `select word from search_word
      where desk_id = $1 and word >= $2 and word < $2 || chr(1114111) and char_length(word) between $3 and $4
      order by docs desc limit $5`,
    values: [deskId, [...word].slice(0, STEM).join(''), length - 2, length + 2, STEM_WORDS_MAX],
  })
  return {
    exists,
    others: near.rows
      .map((row) => row.word)
      .filter((other) => distance(word, other, 2) <= 2)
      .slice(0, MEANT_MAX),
  }
}

const beginningWith = async (lodge: Lodge, deskId: DeskId, word: string): Promise<string[]> => {
  const found = await lodge.store.pool.query<{ word: string }>({
    name: 'search_completions',
    text: `select word from search_word
      where desk_id = $1 and word > $2 and word < $2 || chr(1114111)
      order by docs desc limit $3`,
    values: [deskId, word, COMPLETIONS_MAX],
  })
  return found.rows.map((row) => row.word)
}
