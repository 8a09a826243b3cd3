import { type FontPart, has, PLAIN, partWith } from './fonts.ts'

/** What is drawn as one: a letter with its marks, and the part of the font that has it. */
export type Unit = { text: string; font: FontPart }

/** Stands for what no font of ours has. */
const MISSING: Unit = { text: '\ufffd', font: PLAIN }

/** Controls, marks of direction (Lodge finds the direction itself), selectors of a variant: nothing to see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Variation_Selector}]/gu
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A line of text as units. White space of any kind is a space, a tab four. */
export const toUnits = (line: string): Unit[] => {
  const text = line.normalize('NFC').replaceAll('\t', '    ').replace(/\s/gu, ' ')
  // Segmenting costs: what is plainly Latin has a letter a unit.
  if (/^[\x20-\x7e]*$/.test(text)) return [...text].map((letter) => ({ text: letter, font: PLAIN }))
  const units: Unit[] = []
  for (const { segment } of graphemes.segment(text)) {
    const seen = segment.replace(UNSEEN, '')
    if (seen !== '') units.push(toUnit(seen))
    else if (/\p{Cn}|\p{Co}/u.test(segment)) units.push(MISSING)
  }
  return units
}

const toUnit = (text: string): Unit => {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0)
  const [first = 0] = codes
  const font = partWith(first)
  if (font === undefined) return MISSING
  if (codes.every((code) => has(font, code))) return { text, font }
  // A letter whose marks the font lacks is still that letter.
  return { text: String.fromCodePoint(first), font }
}
