/** A piece of a text that was found, and whether it is one of the words looked for. */
export type Piece = { text: string; marked: boolean }

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const toText = (escaped: string): string => escaped.replace(/&(?:amp|lt|gt|quot|#39);/g, (all) => ENTITIES[all] ?? all)

/**
 * The pieces of a search's highlight: escaped HTML whose only tag is `<mark>`. It is read, never set as HTML: whatever else
 * were in it is shown as the characters that it is.
 */
export const piecesOf = (highlight: string): Piece[] =>
  highlight
    .split(/<mark>(.*?)<\/mark>/su)
    .map((text, index) => ({ text: toText(text), marked: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
