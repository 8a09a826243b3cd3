import { type Token, tokens } from './words.ts'

const FRAGMENT = 240
/** How much of a fragment stands before the first word found. */
const LEAD = 60

/** A text as HTML that is safe to show, with the words that were found in <mark>. */
export const highlight = (text: string, found: ReadonlySet<string>): string =>
  mark(text, matches(text, found), 0, text.length)

/** The part of a long text that holds most of the words, as `highlight` shows it; its beginning where it holds none. */
export const fragment = (text: string, found: ReadonlySet<string>): string => {
  if (text.length <= FRAGMENT) return highlight(text, found)
  const marks = matches(text, found)
  const first = best(marks)
  const wanted = Math.max(0, (first?.start ?? 0) - LEAD)
  const start = wanted === 0 ? 0 : wordEnd(text, wanted)
  const end = start + FRAGMENT >= text.length ? text.length : wordEnd(text, start + FRAGMENT)
  return `${start > 0 ? '…' : ''}${mark(text, marks, start, end)}${end < text.length ? '…' : ''}`
}

const matches = (text: string, found: ReadonlySet<string>): Token[] =>
  tokens(text).filter(({ word }) => found.has(word))

/** The first word of the stretch with the most different words. */
const best = (marks: Token[]): Token | undefined => {
  let winner = marks[0]
  let most = 0
  for (const [place, token] of marks.entries()) {
    const within = new Set<string>()
    for (let n = place; n < marks.length; n++) {
      const other = marks[n]
      if (!other || other.end > token.start + FRAGMENT - LEAD) break
      within.add(other.word)
    }
    if (within.size > most) {
      most = within.size
      winner = token
    }
  }
  return winner
}

/** The next white space from a place on, within a word's usual length; the place itself where there is none. */
const wordEnd = (text: string, from: number): number => {
  const space = text.slice(from, from + 30).search(/\s/)
  if (space >= 0) return from + space
  // Not between the halves of a character.
  return /[\udc00-\udfff]/.test(text[from] ?? '') ? from + 1 : from
}

const mark = (text: string, marks: Token[], from: number, to: number): string => {
  let html = ''
  let at = from
  for (const { start, end } of marks) {
    if (end <= at || start >= to) continue
    const [first, last] = [Math.max(start, at), Math.min(end, to)]
    html += `${toHtml(text.slice(at, first))}<mark>${toHtml(text.slice(first, last))}</mark>`
    at = last
  }
  return html + toHtml(text.slice(at, to))
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const toHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
