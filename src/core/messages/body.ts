import MarkdownIt from 'markdown-it'
import type { BodyFormat } from '../../store/schema.ts'
import { plainTextOf } from './plain-text.ts'
import { sanitise } from './sanitise.ts'

/** A body in every form it is shown in: the plain text always, safe html unless it is plain text, the source of markdown. */
export type Body = { format: BodyFormat; text: string; html: string | null; markdown: string | null }

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true })

/** A line of sentences without anything that means something in markdown or html, or may be a link: most of what people write. */
const PROSE = /^[A-Za-z][A-Za-z0-9]*(?:[,;]? [A-Za-z][A-Za-z0-9]*|[.!?](?= |$))*$/

/**
 * Renders a body as it was given. Html is sanitised; html within markdown is text. A long one takes a while (up to 5 µs a
 * character): the server calls render (render.ts) instead, which does those in a thread.
 */
export const renderBody = (format: BodyFormat, source: string): Body => {
  if (format === 'text') return { format, text: source, html: null, markdown: null }
  if (format === 'markdown') {
    if (PROSE.test(source)) return { format, text: source, html: `<p>${source}</p>\n`, markdown: source }
    const html = sanitise(markdown.render(source))
    return { format, text: plainTextOf(html), html, markdown: source }
  }
  const html = sanitise(source)
  return { format, text: plainTextOf(html), html, markdown: null }
}
