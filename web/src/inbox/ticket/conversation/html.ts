/** What is looked for in sanitised html before it is drawn. Attributes are lower case and in double quotes there. */

/** Beyond these it is laid out as a document of its own. */
const LAYOUT = /<(?:table|details|caption|col|figure)\b/i
/** Parsing and drawing more than this at once would be felt. */
const SIMPLE_MAX = 60_000

/** Whether html is what people write (paragraphs, lists, links, pictures), which can be drawn as part of the page. */
export const isSimple = (html: string): boolean => html.length <= SIMPLE_MAX && !LAYOUT.test(html)

/** Whether html has pictures from elsewhere, which tell their sender that it was read. */
export const hasRemoteImages = (html: string): boolean =>
  /<img\b[^>]*? (?:data-blocked-src="|src="(?:https?:|\/mail\/images\?))/i.test(html)

/** An address that a link may lead to. */
export const safeHref = (href: string | null): string | null =>
  href !== null && /^(?:https?:\/\/|mailto:|tel:)/i.test(href.trim()) ? href.trim() : null

export type ImageSource = { src: string } | { blocked: true } | null

/** Where a picture is loaded from: only from us; `cid:` names a file of the same message. Null where there is none. */
export const imageSource = (
  src: string | null,
  { attachments, remote }: { attachments: readonly { id: string }[]; remote: boolean },
): ImageSource => {
  if (src === null) return { blocked: true }
  if (/^\/v1\/attachments\/\d+$/.test(src)) return { src }
  if (src.startsWith('/mail/images?')) return remote ? { src } : { blocked: true }
  const cid = /^cid:(\d+)$/i.exec(src)?.[1]
  if (cid) return attachments.some(({ id }) => id === cid) ? { src: `/v1/attachments/${cid}` } : null
  return /^https?:/i.test(src) ? { blocked: true } : null
}

/** The ids of the attachments that html shows in its text. */
export const shownInline = (html: string | null): Set<string> =>
  new Set([...(html ?? '').matchAll(/ src="(?:\/v1\/attachments\/|cid:)(\d+)"/gi)].map((match) => match[1] ?? ''))

/** Bounded, so that a long line of almost-links is not tried over and over. */
const LINK = /\bhttps?:\/\/[^\s<>"'“”]{1,2000}|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}\b/gi

/** Plain text in pieces: what is a link, and what is not. Stops and brackets at a link's end belong to the sentence. */
export const linksIn = (text: string): { text: string; href: string | null }[] => {
  const pieces: { text: string; href: string | null }[] = []
  let at = 0
  for (const match of text.matchAll(LINK)) {
    const whole = match[0]
    const link = trimEnd(whole)
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), href: null })
    pieces.push({ text: link, href: /^https?:/i.test(link) ? link : `mailto:${link}` })
    at = match.index + link.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at), href: null })
  return pieces
}

const trimEnd = (link: string): string => {
  let end = link.length
  for (; end > 0; end--) {
    const last = link[end - 1] ?? ''
    if (/[.,;:!?'*_~]/.test(last)) continue
    const opens = { ')': '(', ']': '[', '}': '{' }[last]
    if (!opens || link.slice(0, end).split(opens).length >= link.slice(0, end).split(last).length) break
  }
  return link.slice(0, end)
}
