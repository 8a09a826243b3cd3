import { compile, type FormatCallback } from 'html-to-text'

/** Cells of a row stand apart by tabs: what was a table can be pasted as one, and a layout reads as its words. */
const row: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 })
  let cells = 0
  for (const child of element.children ?? []) {
    if (child.type === 'text' && child.data?.trim() === '') continue
    const isCell = child.name === 'td' || child.name === 'th'
    if (isCell && cells > 0) builder.addLiteral('\t')
    if (isCell) cells += 1
    walk([child], builder)
  }
  builder.closeBlock({ trailingLineBreaks: 1 })
}

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

/** What html says, as somebody would write it in a plain text mail: `words [address]`, `- items`, `> quotes`. */
export const plainTextOf = compile({
  wordwrap: false,
  formatters: { row },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'row' },
  ],
})
