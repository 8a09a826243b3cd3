import { blocksIn } from './block.ts'
import { type Line, textLines } from './lines.ts'
import { introAt, isReplyLine, separatorOf } from './marks.ts'
import { signatureAt } from './signature.ts'

/** Which lines were written, and which the program put there: `quote` and `signature` are from one index to another. */
type Folds = { quote: [number, number] | null; signature: [number, number] | null }

export type FoldedText = { text: string; quoted: string | null; signature: string | null }

/**
 * Folds quotes and the signature away from a text (LF). Answers between quoted lines stay with them: apart they would make
 * no sense. A mail in which nothing else was written keeps all: somebody wanted to say something. `lines`
 * are the text's, for who has them already.
 */
export const foldText = (text: string, lines: readonly Line[] = textLines(text)): FoldedText => {
  const { quote, signature } = foldsOf(lines)
  if (quote === null && signature === null) return { text: text.trim(), quoted: null, signature: null }
  const cut = (range: [number, number] | null) => range && sliceOf(text, lines, range).replace(/^\s*\n|\s+$/g, '')
  const isKept = (_: Line, at: number) => !isWithin(quote, at) && !isWithin(signature, at)
  const kept = text.split('\n').filter((_, at) => isKept(lines[at] ?? NOTHING, at))
  return { text: kept.join('\n').trim(), quoted: cut(quote), signature: cut(signature) }
}

const NOTHING: Line = { text: '', depth: 0, start: 0 }

const isWithin = (range: [number, number] | null, at: number): boolean =>
  range !== null && at >= range[0] && at < range[1]

const sliceOf = (text: string, lines: readonly Line[], [from, to]: [number, number]): string =>
  text.slice(lines[from]?.start ?? text.length, lines[to]?.start ?? text.length)

/** The same for lines of any origin. */
const foldsOf = (lines: readonly Line[]): Folds => {
  const quote = quoteOf(lines)
  const written = (from: number, to: number) => lines.slice(from, to).some(({ text }) => text.trim() !== '')
  if (quote && !written(0, quote[0]) && !written(quote[1], lines.length)) return { quote: null, signature: null }
  // What was written is above the quote, or below it where nothing is above.
  const [from, to] =
    quote === null ? [0, lines.length] : written(0, quote[0]) ? [0, quote[0]] : [quote[1], lines.length]
  const at = signatureAt(lines, from, to)
  if (at === undefined || !written(from, at)) return { quote, signature: null }
  return { quote, signature: [at, to] }
}

const quoteOf = (lines: readonly Line[]): [number, number] | null => {
  const start = firstMark(lines)
  const quotedRuns = runsOf(lines)
  const [firstRun] = quotedRuns
  if (start === undefined && firstRun === undefined) return null
  // A quote that has its mark at every line ends with its last one; any other goes to the end.
  const isMarked =
    start === undefined || (firstRun !== undefined && firstRun[0] <= start.next && firstRun[1] > start.next)
  if (!isMarked) return [start.at, lines.length]
  if (quotedRuns.length > 1 && !onlyBlankOrQuoted(lines, quotedRuns)) return null
  const end = quotedRuns.at(-1)?.[1] ?? lines.length
  const from = Math.min(start?.at ?? lines.length, firstRun?.[0] ?? lines.length)
  return [from, trailing(lines, end)]
}

/** Answers stand between quoted lines where something is written both before the last of them and after the first. */
const onlyBlankOrQuoted = (lines: readonly Line[], runs: readonly [number, number][]): boolean => {
  for (let i = 1; i < runs.length; i++) {
    const [from, to] = [runs[i - 1]?.[1] ?? 0, runs[i]?.[0] ?? 0]
    const between = lines
      .slice(from, to)
      .map(({ text }) => text.trim())
      .filter((text) => text !== '')
    const isIntro = between.length <= 3 && introAt(between, 0) === between.length
    // A long line that the program broke: its rest stands alone.
    const isRest = to - from === 1 && (between[0]?.length ?? 0) < 30 && (lines[from - 1]?.text.length ?? 0) >= 60
    if (between.length > 0 && !isIntro && !isRest) return false
  }
  return true
}

const runsOf = (lines: readonly Line[]): [number, number][] => {
  const runs: [number, number][] = []
  lines.forEach(({ depth }, at) => {
    if (depth === 0) return
    const last = runs.at(-1)
    if (last && last[1] === at) last[1] = at + 1
    else runs.push([at, at + 1])
  })
  return runs
}

/** Blank lines after a quote go with it. */
const trailing = (lines: readonly Line[], end: number): number => {
  let at = end
  while (at < lines.length && lines[at]?.text.trim() === '') at += 1
  return at
}

type Mark = { at: number; next: number }

/** The first line that says that a quote begins, and the first line of the quote itself. */
const firstMark = (lines: readonly Line[]): Mark | undefined => {
  const texts = lines.map(({ text, depth }) => (depth === 0 ? text : ''))
  const block = blocksIn(lines).find(({ start }) => (lines[start]?.depth ?? 0) === 0)
  const limit = block?.start ?? lines.length
  for (let at = 0; at < limit; at++) {
    const text = texts[at] ?? ''
    if (text === '') continue
    const count = introAt(texts, at)
    const isSeparator = separatorOf(text) === 'original' || isReplyLine(text)
    if (count > 0 && isFollowed(lines, at + count)) return { at, next: nextWritten(lines, at + count) }
    if (isSeparator) return { at, next: nextWritten(lines, at + 1) }
  }
  if (!block) return undefined
  const above = lines[block.start - 1]?.text ?? ''
  const start = separatorOf(above) === 'rule' ? block.start - 1 : block.start
  return { at: start, next: block.end }
}

/** An intro announces something: it is not the last thing that somebody wrote. */
const isFollowed = (lines: readonly Line[], from: number): boolean => nextWritten(lines, from) < lines.length

const nextWritten = (lines: readonly Line[], from: number): number => {
  let at = from
  while (at < lines.length && lines[at]?.text.trim() === '' && lines[at]?.depth === 0) at += 1
  return at
}
