import sanitizeHtml from 'sanitize-html'

/** An address that means the same wherever the message is shown. A relative one would mean a page of the inbox. */
const LINK = /^(?:https?:\/\/|mailto:|tel:)/i
/** `cid:` names an attachment of the same message; of addresses without a host, ours of an attachment. */
const IMAGE = /^(?:https?:\/\/|cid:|\/v1\/attachments\/\d+$)/i

export const POLICY: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'del', 'ins', 'details', 'summary'],
  // No `id`, `name` or `class` (they reach into the page around the message), no `style`, nothing that loads but `src`.
  allowedAttributes: {
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    td: ['colspan', 'rowspan', 'align'],
    th: ['colspan', 'rowspan', 'align'],
    ol: ['start'],
    '*': ['dir', 'lang'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  // Remote images stay in what is stored: whether they are loaded (and tell the sender that the message was opened) is
  // for who shows the message to decide, by the page's Content-Security-Policy.
  allowedSchemesByTag: { img: ['cid', 'http', 'https'] },
  allowProtocolRelative: false,
  // What is within these is no text of the message; within other tags that are dropped it is.
  nonTextTags: ['script', 'style', 'textarea', 'option', 'title', 'noscript', 'iframe', 'object', 'svg', 'math', 'xmp'],
  transformTags: {
    a: (tagName, attribs) => {
      const { href, rel, target, ...rest } = attribs
      const address = href?.trim() ?? ''
      if (!LINK.test(address)) return { tagName, attribs: rest }
      return { tagName, attribs: { ...rest, href: address, rel: 'noopener noreferrer nofollow', target: '_blank' } }
    },
    img: (tagName, attribs) => {
      const { src, ...rest } = attribs
      const address = src?.trim() ?? ''
      return { tagName, attribs: IMAGE.test(address) ? { ...rest, src: address } : rest }
    },
  },
  nestingLimit: 100,
}

/**
 * Html that can hurt nobody: no script, style, form, frame, event handler, odd scheme or relative address. Applied before
 * it is stored; the sandbox and the policy it is shown under are the second wall.
 */
export const sanitise = (html: string): string => sanitizeHtml(html, POLICY)
