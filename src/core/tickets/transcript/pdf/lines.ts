import bidiFactory, { type Bidi } from 'bidi-js'
import { HEBREW } from './fonts.ts'
import { toUnits, type Unit } from './units.ts'

// CommonJS, described as a module: what Node imports by default is the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)()

/** What is drawn at once, from left to right. */
type Run = Unit
export type Line = { runs: Run[]; width: number; isRtl: boolean }
export type Measure = (run: Unit) => number

type Placed = Unit & { level: number }

/**
 * Breaks a paragraph (no line breaks within) into lines of `width` and puts each into the order it is seen in, by the
 * Unicode Bidirectional Algorithm (UAX #9). A word that is wider than a line is broken where it has to be. Its direction
 * is that of its first letter, or `isRtl` where it has none.
 */
export const toLines = (paragraph: string, width: number, measure: Measure, isRtl: boolean): Line[] => {
  const units = toUnits(paragraph)
  if (units.length === 0) return [{ runs: [], width: 0, isRtl }]
  const text = units.map((unit) => unit.text).join('')
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text, /\p{L}/u.test(text) ? 'auto' : isRtl ? 'rtl' : 'ltr')
  const base = paragraphs[0]?.level ?? 0
  let at = 0
  const placed = units.map((unit): Placed => {
    const level = levels[at] ?? base
    at += unit.text.length
    return { ...unit, level }
  })
  return breakUp(placed, width, measure).map((line) => toLine(line, measure, base % 2 === 1))
}

/** Spaces at a line's end are dropped; those that begin a paragraph indent it. */
const breakUp = (units: Placed[], width: number, measure: Measure): Placed[][] => {
  const lines: Placed[][] = []
  let line: Placed[] = []
  let used = 0
  const end = () => {
    while (line.at(-1)?.text === ' ') line.pop()
    lines.push(line)
    line = []
    used = 0
  }
  for (const word of toWords(units)) {
    const wide = widthOf(word, measure)
    const isSpace = word[0]?.text === ' '
    if (isSpace && line.length === 0 && lines.length > 0) continue
    if (used + wide > width && line.length > 0 && !isSpace) end()
    if (wide <= width || isSpace) {
      line.push(...word)
      used += wide
      continue
    }
    for (const unit of word) {
      const one = measure(unit)
      if (used + one > width && line.length > 0) end()
      line.push(unit)
      used += one
    }
  }
  end()
  return lines
}

const toWords = (units: Placed[]): Placed[][] => {
  const words: Placed[][] = []
  let isSpace: boolean | undefined
  for (const unit of units) {
    const space = unit.text === ' '
    if (space !== isSpace) words.push([])
    isSpace = space
    words.at(-1)?.push(unit)
  }
  return words
}

const widthOf = (units: Placed[], measure: Measure): number => toRuns(units).reduce((sum, run) => sum + measure(run), 0)

const toLine = (units: Placed[], measure: Measure, isRtl: boolean): Line => {
  const runs = toRuns(reorder(units))
  return { runs, width: runs.reduce((sum, run) => sum + measure(run), 0), isRtl }
}

/** Rule L2: from the highest level to the lowest odd one, reverse what is at that level or higher. */
const reorder = (units: Placed[]): Placed[] => {
  const seen = [...units]
  const highest = Math.max(0, ...units.map(({ level }) => level))
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < seen.length; from += 1) {
      let to = from
      while (to < seen.length && (seen[to]?.level ?? 0) >= level) to += 1
      if (to > from) seen.splice(from, to - from, ...seen.slice(from, to).reverse())
      from = to
    }
  }
  return seen
}

/** Neighbours of one font and direction, joined. Hebrew stays as it is spoken: the font library turns it round itself. */
const toRuns = (units: Placed[]): Run[] => {
  const runs: Placed[] = []
  for (const { text, font, level } of units) {
    const last = runs.at(-1)
    const isRtl = level % 2 === 1
    const shown = isRtl ? (bidi.getMirroredCharacter(text) ?? text) : text
    if (!last || last.font !== font || (last.level % 2 === 1) !== isRtl) runs.push({ text: shown, font, level })
    else last.text = isRtl && font === HEBREW ? `${shown}${last.text}` : `${last.text}${shown}`
  }
  return runs.map(({ text, font }) => ({ text, font }))
}
