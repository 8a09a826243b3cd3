/** A word of a text, in the one spelling it is searched by, and where it stands. */
export type Token = { word: string; start: number; end: number }

const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const ASCII = /^[A-Za-z0-9]*$/
/** The same for a text that is all ASCII, as most are, in a fifth of the time. */
const ASCII_TEXT = /^[\0-\x7f]*$/
/** Scripts that put no space between words. */
const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u30fc\\uff70\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u')
const SPLIT = new RegExp(`[${UNSPACED}\\p{M}]+|[^${UNSPACED}]+`, 'gu')
/** What Unicode does not take apart, though people who have no such key write it so. */
const FOLDED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' }
const FOLDABLE = /[ßæœøđðþłı]/g
const WORD_MAX = 64

/**
 * The words of a text in any language: runs of letters and digits, in lower case, without accents and vowel points
 * (`Não` is `nao`). Where a script has no spaces, every two neighbouring characters are a word, so that a search for a
 * few of them in a row finds them.
 */
export const tokens = (text: string): Token[] => {
  const found: Token[] = []
  for (const match of text.matchAll(RUN)) {
    const [run] = match
    const start = match.index
    if (ASCII.test(run)) found.push({ word: run.toLowerCase().slice(0, WORD_MAX), start, end: start + run.length })
    else if (!HAS_UNSPACED.test(run)) add(found, run, start)
    else for (const part of run.matchAll(SPLIT)) addPart(found, part[0], start + part.index)
  }
  return found
}

export const words = (text: string): string[] => {
  const found: string[] = []
  eachWord(text, (word) => found.push(word))
  return found
}

/** The same one by one: of a long text nothing is held but the word at hand. */
export const eachWord = (text: string, visit: (word: string) => void): void => {
  if (ASCII_TEXT.test(text)) eachRun(text.toLowerCase(), visit)
  else for (const { word } of tokens(text)) visit(word)
}

/** Runs of `a` to `z` and `0` to `9`. */
const eachRun = (text: string, visit: (word: string) => void): void => {
  let start = 0
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at) // at the end NaN, which is neither
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) continue
    if (at > start) visit(text.slice(start, Math.min(at, start + WORD_MAX)))
    start = at + 1
  }
}

const add = (found: Token[], run: string, start: number): void => {
  const word = fold(run)
  if (word !== '') found.push({ word, start, end: start + run.length })
}

const addPart = (found: Token[], part: string, start: number): void => {
  if (!HAS_UNSPACED.test(part)) {
    add(found, part, start)
    return
  }
  const characters = [...new Intl.Segmenter().segment(part)]
  if (characters.length === 1) add(found, part, start)
  for (const [place, { segment, index }] of characters.entries()) {
    const next = characters[place + 1]
    if (next) add(found, segment + next.segment, start + index)
  }
}

const fold = (run: string): string => {
  const plain = run
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(FOLDABLE, (letter) => FOLDED[letter] ?? letter)
  return plain.length <= WORD_MAX ? plain : [...plain].slice(0, WORD_MAX).join('')
}
