import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/**
 * Noto Sans in the parts that @fontsource cuts it into. A text is set in the first part that has its letters: the Latin one
 * has spaces, digits and punctuation for all.
 */
const PARTS = [
  ...['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese', 'devanagari'].map(
    (part) => ({ family: 'noto-sans', part }),
  ),
  { family: 'noto-sans-hebrew', part: 'hebrew' },
]
const require = createRequire(import.meta.url)
const rangesOf = new Map<string, Map<string, [from: number, to: number][]>>()

/** `U+0000-00FF,U+0131` as numbers. */
const readRanges = (family: string, part: string): [number, number][] => {
  let parts = rangesOf.get(family)
  if (!parts) {
    const text = readFileSync(require.resolve(`@fontsource/${family}/unicode.json`), 'utf8')
    const read = JSON.parse(text) as Record<string, string> // @fontsource's list: ranges by part
    parts = new Map(Object.entries(read).map(([name, list]) => [name, list.split(',').map(toRange)]))
    rangesOf.set(family, parts)
  }
  return parts.get(part) ?? []
}

const toRange = (text: string): [number, number] => {
  const [from = '', to = from] = text.slice(2).split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}

export type Weight = 400 | 700
/** A part's place among them all. */
export type FontPart = number

export const PLAIN: FontPart = 0
/** Whose letters the font library itself turns round. */
export const HEBREW: FontPart = PARTS.length - 1

const ranges = PARTS.map(({ family, part }) => readRanges(family, part))
const known = new Map<number, FontPart | undefined>()

/** The part that has a character; undefined where none has. */
export const partWith = (codePoint: number): FontPart | undefined => {
  if (!known.has(codePoint)) {
    const found = ranges.findIndex((list) => list.some(([from, to]) => codePoint >= from && codePoint <= to))
    known.set(codePoint, found === -1 ? undefined : found)
  }
  return known.get(codePoint)
}

export const has = (part: FontPart, codePoint: number): boolean =>
  (ranges[part] ?? []).some(([from, to]) => codePoint >= from && codePoint <= to)

/** A part's file. */
export const fontFile = (part: FontPart, weight: Weight): string => {
  const named = PARTS[part]
  if (!named) throw new Error('no such part of a font')
  return require.resolve(`@fontsource/${named.family}/files/${named.family}-${named.part}-${weight}-normal.woff`)
}
