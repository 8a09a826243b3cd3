import { convert } from 'html-to-text'
import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'
import type { BodyFormat } from '../../store/schema.ts'

/** A body in every form it is shown in: the plain text always, safe html unless it is plain text, the source of markdown. */
export type Body = { format: BodyFormat; text: string; html: string | null; markdown: string | null }

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true })

const POLICY: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'del', 'ins', 'details', 'summary'],
  allowedAttributes: {
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    td: ['colspan', 'rowspan', 'align'],
    th: ['colspan', 'rowspan', 'align'],
    ol: ['start'],
    '*': ['dir', 'lang'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  // `cid:` names an attachment of the same message; remote images stay links for the reader to load or not.
  allowedSchemesByTag: { img: ['cid', 'https'] },
  allowProtocolRelative: false,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow', target: '_blank' }) },
  nestingLimit: 100,
}

/** Html that can hurt nobody: no script, style, form, frame, event handler or odd scheme. Applied before it is stored. */
export const sanitise = (html: string): string => sanitizeHtml(html, POLICY)

const toText = (html: string): string =>
  convert(html, {
    wordwrap: false,
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    ],
  })

/** Renders a body as it was given. Html is sanitised; html within markdown is text. */
export const renderBody = (format: BodyFormat, source: string): Body => {
  if (format === 'text') return { format, text: source, html: null, markdown: null }
  if (format === 'markdown') {
    const html = sanitise(markdown.render(source))
    return { format, text: toText(html), html, markdown: source }
  }
  const html = sanitise(source)
  return { format, text: toText(html), html, markdown: null }
}
