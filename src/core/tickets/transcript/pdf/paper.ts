import { readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'
import { type FontPart, fontFile, type Weight } from './fonts.ts'
import { type Line, type Measure, toLines } from './lines.ts'

export type Style = { size: number; weight: Weight; color: string }
export type Box = { /** From the side that reading starts at. */ start: number; width: number; bar?: string }

const MARGIN = 56
const FOOT = 40
const LEADING = 1.45
/** About 10 MB. A conversation that needs more is for a screen. */
const PAGES_MAX = 500

/** A4 pages that fill up from above, by lines. All measures are points. */
export const openPaper = (about: { title: string; language: string; isRtl: boolean }) => {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: about.language,
    displayTitle: true,
    info: { Title: about.title, Producer: 'Lodge', Creator: 'Lodge' },
  })
  const width = doc.page.width - 2 * MARGIN
  const bottom = doc.page.height - MARGIN - FOOT
  let y = MARGIN
  let pages = 1
  const widths = new Map<string, number>()

  const opened = new Set<string>()
  const choose = (font: FontPart, { weight, size }: Style) => {
    const name = `${font}/${weight}`
    if (!opened.has(name)) {
      doc.registerFont(name, readFileSync(fontFile(font, weight)))
      opened.add(name)
    }
    doc.font(name).fontSize(size)
  }
  const measureIn =
    (style: Style): Measure =>
    ({ text, font }) => {
      const key = `${font}/${style.weight}/${style.size}/${text}`
      const known = widths.get(key)
      if (known !== undefined) return known
      choose(font, style)
      const wide = doc.widthOfString(text)
      widths.set(key, wide)
      return wide
    }
  /** Where something of a width stands that begins `start` after the side that reading starts at. */
  const left = (start: number, wide: number) => MARGIN + (about.isRtl ? width - start - wide : start)

  const linesOf = (text: string, style: Style, wide: number) =>
    text.split(/\r\n|[\n\r\u2028\u2029]/u).flatMap((one) => toLines(one, wide, measureIn(style), about.isRtl))
  /** `isRtl`: the side it stands at, which for a label or a name is the page's and for words their own. */
  const drawLine = ({ runs, width: wide }: Line, isRtl: boolean, style: Style, box: Box, at: number) => {
    let x = left(box.start, box.width) + (isRtl ? box.width - wide : 0)
    for (const run of runs) {
      choose(run.font, style)
      doc.fillColor(style.color).text(run.text, x, at, { lineBreak: false })
      x += measureIn(style)(run)
    }
  }
  const room = (height: number): boolean => {
    if (y + height <= bottom) return true
    if (pages >= PAGES_MAX) return false
    doc.addPage()
    pages += 1
    y = MARGIN
    return true
  }

  return {
    width,
    /** Writes lines, on as many pages as it takes; false where the last one is full. */
    write: (text: string, style: Style, box: Box): boolean => {
      const height = style.size * LEADING
      for (const line of linesOf(text, style, box.width)) {
        if (!room(height)) return false
        if (box.bar) doc.rect(left(box.start - 12, 2.5), y, 2.5, height).fill(box.bar)
        drawLine(line, line.isRtl, style, box, y)
        y += height
      }
      return true
    },
    /** Writes texts side by side, the highest one deciding; it never begins at a page's very end. */
    row: (cells: { text: string; style: Style; box: Box }[], keep: number): boolean => {
      const drawn = cells.map(({ text, style, box }) => ({ style, box, lines: linesOf(text, style, box.width) }))
      const height = Math.max(...drawn.map(({ style, lines }) => style.size * LEADING * Math.min(lines.length, 20)))
      if (!room(height + keep)) return false
      for (const { style, box, lines } of drawn) {
        if (box.bar) doc.rect(left(box.start - 12, 2.5), y, 2.5, height).fill(box.bar)
        // What has more lines is no label and no value that a table could show.
        for (const [n, line] of lines.slice(0, 20).entries()) {
          drawLine(line, about.isRtl, style, box, y + n * style.size * LEADING)
        }
      }
      y += height
      return true
    },
    /** Always true: it never takes another page. */
    space: (height: number, box?: Box): boolean => {
      if (box?.bar) doc.rect(left(box.start - 12, 2.5), y, 2.5, height).fill(box.bar)
      y += height
      return true
    },
    rule: () => {
      doc.rect(MARGIN, y, width, 0.75).fill('#d5d9de')
    },
    /** Numbers the pages and answers the file. */
    finish: async (foot: string): Promise<Uint8Array> => {
      const style: Style = { size: 8, weight: 400, color: '#6b7280' }
      for (let page = 0; page < pages; page += 1) {
        doc.switchToPage(page)
        const at = doc.page.height - MARGIN
        const [number] = linesOf(`${page + 1} / ${pages}`, style, width)
        const [name] = linesOf(foot, style, width)
        if (name) drawLine(name, about.isRtl, style, { start: 0, width }, at)
        if (number) drawLine(number, false, style, { start: width - number.width, width: number.width }, at)
      }
      doc.end()
      return Buffer.concat(await doc.toArray())
    },
  }
}
