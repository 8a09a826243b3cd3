/** A line as it reads, how deep it is quoted (`>`), and where it begins in what it is from. */
export type Line = { text: string; depth: number; start: number }

/** Programs wrap names in Hebrew and Arabic mails in marks of direction: nothing that anybody reads. */
export const withoutBidi = (text: string): string => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

const QUOTED = /^[ \u00a0]?(?:>[ \u00a0]?){1,50}/

/** The lines of a text, in LF. */
export const textLines = (text: string): Line[] => {
  const lines: Line[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const marks = QUOTED.exec(line)?.[0] ?? ''
    const depth = marks === '' ? 0 : marks.split('>').length - 1
    lines.push({ text: withoutBidi(line.slice(marks.length)).trimEnd(), depth, start })
    start += line.length + 1
  }
  return lines
}
