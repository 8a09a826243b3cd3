import type { BodyFormat } from '../../store/schema.ts'
import { type InlineImage, takeInlineImages } from './inline-images.ts'

/** Characters of a message, as everywhere here; pictures within it do not count. */
export const CONTENT_MAX = 50_000

/** A message as it is sent to us: html, or plain text where there is nothing of html in it. */
export type Content = { format: BodyFormat; source: string; images: InlineImage[] }

const HTML = /<\/?[a-z][^<]*>|<!--|&(?:[a-z]{2,31}|#\d{1,7}|#x[0-9a-f]{1,6});/i

/**
 * Their content is html (their page "Reply to ticket API"), and their examples are lines of plain text, whose line breaks
 * and angle brackets html would lose.
 */
export const readContent = (content: string): Content => {
  if (!HTML.test(content)) return { format: 'text', source: content, images: [] }
  const { html, images } = takeInlineImages(content)
  return { format: 'html', source: html, images }
}
