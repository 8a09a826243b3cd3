import { blocksIn } from './block.ts'
import type { Line } from './lines.ts'
import { introAt, isReplyLine, separatorOf } from './marks.ts'
import { signatureAt } from './signature.ts'
import { attributesOf, elementEnd, htmlLines, type Tag, tagsOf } from './tags.ts'

export type FoldedHtml = { html: string; quoted: string | null; signature: string | null }

type Range = [start: number, end: number]

/**
 * Folds quotes and the signature away from html, by the marks that programs give them, else by the words that stand above
 * them. Its pieces are as unsafe, and as badly formed, as what they are of.
 */
export const foldHtml = (html: string): FoldedHtml => {
  const tags = tagsOf(html)
  const lines = htmlLines(html, tags)
  const quote = quoteIn(html, tags, lines)
  const signature = signatureIn(html, tags, lines, quote)
  const cut = (range: Range | null) => range && html.slice(...range)
  const kept = without(html, [quote, signature])
  return { html: kept, quoted: cut(quote), signature: cut(signature) }
}

const without = (html: string, ranges: (Range | null)[]): string => {
  const cuts = ranges.filter((range) => range !== null).toSorted(([a], [b]) => a - b)
  let out = ''
  let at = 0
  for (const [start, end] of cuts) {
    out += html.slice(at, Math.max(at, start))
    at = Math.max(at, end)
  }
  return out + html.slice(at)
}

const QUOTE_IDS =
  /^(?:appendonsend|divrplyfwdmsg|mail-editor-reference-message-container|ms-outlook-mobile-body-separator-line|olk_src_body_section|reply-intro|quoted_text|yahoo_quoted_\w*|qt|replysplit|bb-reply-quote|_origincontent|mailcontent_quote|isforwardcontent|spark-quote|ydp\w*yahoo_quoted\w*|isreplycontent)$/i
const QUOTE_CLASSES =
  /(?:^|\s)(?:gmail_quote|gmail_quote_container|gmail_extra|protonmail_quote|yahoo_quoted|ydp\w*yahoo_quoted|zmail_extra|tutanota_quote|moz-cite-prefix|ms-outlook-mobile-reference-message|front-blockquote|missive_quote|sh-quoted-content|quotedtext|quoteheader|hse-quote|freebirdformviewerviewquote|mailru-blockquote|samsung-quote|edo-quote|zendesk-quote|rps_quote|wordsection1-quote|mcntmcntquote)(?:\s|$)/i
/** Outlook for Windows draws a line above what it quotes, and says so nowhere else. */
const OUTLOOK_BORDER = /border-top\s*:\s*solid\s+#?(?:e1e1e1|b5c4df|[a-z0-9]{3,11})\s+1(?:\.0)?pt/i

const isQuote = (tag: Tag): boolean => {
  if (tag.closes || tag.attributes === '') return false
  const attributes = attributesOf(tag)
  if (QUOTE_IDS.test(attributes.get('id') ?? '') || QUOTE_CLASSES.test(attributes.get('class') ?? '')) return true
  if (attributes.get('data-marker') === '__QUOTED_TEXT__' || attributes.get('name') === 'quote') return true
  if (/^(?:messageReplySection|quoted-content)$/.test(attributes.get('name') ?? '')) return true
  if (tag.name === 'blockquote') return attributes.get('type')?.toLowerCase() === 'cite' || attributes.has('cite')
  return tag.name === 'div' && OUTLOOK_BORDER.test(attributes.get('style') ?? '')
}

/** Of these the quote is what is within; all others mark where it begins, and it goes on to the end of the mail. */
const CLOSES_WITH_IT =
  /(?:gmail_quote|gmail_extra|protonmail_quote|yahoo_quoted|tutanota_quote|blockquote|zmail_extra|missive_quote)/i

const quoteIn = (html: string, tags: readonly Tag[], lines: readonly Line[]): Range | null => {
  const marked = markedQuote(html, tags, lines)
  const worded = wordedQuote(html, lines)
  const found =
    marked && worded && worded[0] < marked[0] && worded[1] >= marked[0]
      ? ([worded[0], Math.max(marked[1], worded[0])] satisfies Range)
      : (marked ?? worded)
  if (!found) return null
  const isLeft = written(lines, 0, found[0]) || written(lines, found[1], html.length)
  return isLeft ? found : null
}

const markedQuote = (html: string, tags: readonly Tag[], lines: readonly Line[]): Range | null => {
  const at = tags.findIndex(isQuote)
  const tag = tags[at]
  if (!tag) return null
  const isOutlook = tag.name === 'div' && OUTLOOK_BORDER.test(attributesOf(tag).get('style') ?? '')
  // A border may be anybody's: it counts with a block of headers right below.
  if (
    isOutlook &&
    !blocksIn(lines.filter(({ start }) => start >= tag.start).slice(0, 12)).some(({ start }) => start <= 1)
  )
    return null
  const closes = tag.name === 'blockquote' || CLOSES_WITH_IT.test(`${attributesOf(tag).get('class') ?? ''}`)
  let end = closes ? elementEnd(tags, at, html.length) : html.length
  // Quotes that follow each other with nothing written between are one.
  for (let i = at + 1; closes && i < tags.length; i++) {
    const next = tags[i]
    if (!next || next.start < end || !(isQuote(next) || next.name === 'blockquote') || next.closes) continue
    if (written(lines, end, next.start) && !isIntro(lines, end, next.start))
      return written(lines, 0, tag.start) ? null : [tag.start, end]
    end = elementEnd(tags, i, html.length)
  }
  return [startOfIntro(html, tags, lines, tag.start), end]
}

const within = (lines: readonly Line[], from: number, to: number): string[] =>
  lines.filter(({ start, text }) => start >= from && start < to && text !== '').map(({ text }) => text)

const written = (lines: readonly Line[], from: number, to: number): boolean => within(lines, from, to).length > 0

const isIntro = (lines: readonly Line[], from: number, to: number): boolean => {
  const texts = within(lines, from, to)
  return texts.length <= 3 && introAt(texts, 0) === texts.length
}

/** Where the lines that say who wrote the quote begin, with the rule above them; else where the quote does. */
const startOfIntro = (html: string, tags: readonly Tag[], lines: readonly Line[], start: number): number => {
  const above = lines.filter((line) => line.start < start && line.text !== '').slice(-3)
  for (let count = above.length; count > 0; count--) {
    const tail = above.slice(-count)
    const isIt =
      introAt(
        tail.map(({ text }) => text),
        0,
      ) === count ||
      (count === 1 && ['original', 'rule'].includes(separatorOf(tail[0]?.text ?? '') ?? ''))
    if (isIt) return tail[0]?.start ?? start
  }
  const last = tags.findLast((tag) => tag.start < start && tag.name === 'hr')
  return last && !written(lines, last.end, start) && html.slice(last.end, start).length < 400 ? last.start : start
}

/** What stands under an intro, a separator or a block of headers, where no markup tells. */
const wordedQuote = (html: string, lines: readonly Line[]): Range | null => {
  const filled = lines.filter(({ text }) => text !== '')
  const texts = filled.map(({ text }) => text)
  const [block] = blocksIn(filled)
  for (let at = 0; at < (block?.start ?? filled.length); at++) {
    const count = introAt(texts, at)
    if (
      count > 0
        ? at + count < filled.length
        : separatorOf(texts[at] ?? '') === 'original' || isReplyLine(texts[at] ?? '')
    ) {
      return [filled[at]?.start ?? 0, html.length]
    }
  }
  if (!block) return null
  const above = filled[block.start - 1]
  return [(above && separatorOf(above.text) === 'rule' ? above : filled[block.start])?.start ?? 0, html.length]
}

const SIGNATURE =
  /(?:^|\s)(?:gmail_signature|moz-signature|protonmail_signature_block|yahoo-signature|ydp\w*signature|tutanota_signature|zmail_signature\w*|gmail_signature_prefix)(?:\s|$)/i
const SIGNATURE_IDS =
  /^(?:signature|applemailsignature|ms-outlook-mobile-signature|ymail_signature\w*|x_signature|lineBreakAtBeginningOfSignature|mobisignature|composer_signature)$/i

const signatureIn = (html: string, tags: readonly Tag[], lines: readonly Line[], quote: Range | null): Range | null => {
  const limit = quote && written(lines, 0, quote[0]) ? quote[0] : html.length
  const from = limit === html.length && quote ? quote[1] : 0
  const at = tags.findIndex((tag) => {
    if (tag.closes || tag.start < from || tag.start >= limit) return false
    const attributes = attributesOf(tag)
    return (
      SIGNATURE.test(attributes.get('class') ?? '') ||
      SIGNATURE_IDS.test(attributes.get('id') ?? '') ||
      attributes.get('data-smartmail') === 'gmail_signature'
    )
  })
  const tag = tags[at]
  if (tag) {
    const range: Range = [tag.start, Math.min(elementEnd(tags, at, limit), limit)]
    // Gmail's two dashes are an element before the signature's own.
    const second = /prefix/.test(tag.attributes)
      ? tags.findIndex((next, i) => i > at && !next.closes && SIGNATURE.test(attributesOf(next).get('class') ?? ''))
      : -1
    if (second > 0) range[1] = Math.min(elementEnd(tags, second, limit), limit)
    return written(lines, from, range[0]) ? range : null
  }
  const part = lines.filter(({ start }) => start >= from && start < limit)
  const first = signatureAt(part, 0, part.length)
  if (first === undefined || !part.slice(0, first).some(({ text }) => text !== '')) return null
  return [part[first]?.start ?? limit, limit]
}
