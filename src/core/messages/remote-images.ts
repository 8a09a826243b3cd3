/** In html that sanitise() made: attributes are lower case, in double quotes, and hold no `"`, `<` or `>` as such. */
const IMAGE = /(<img\b[^>]*?) src="(https?:\/\/[^"]*)"/gi
const ENTITIES: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>' }
/** Longer ones are not fetched: their link would be more than what some proxies let through. */
const URL_MAX = 2_000

/**
 * Takes images elsewhere out of sanitised html: whoever loads them tells its sender that, when and where the message was
 * read. Their addresses move to `data-blocked-src`; or `linkOf` names where they are fetched for the reader, in characters
 * that need no escape.
 */
export const withoutRemoteImages = (html: string, linkOf: ((url: string) => string) | null): string =>
  html.replace(IMAGE, (_whole, before: string, escaped: string) => {
    const url = escaped.replace(/&(?:amp|quot|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    if (!linkOf || url.length > URL_MAX) return `${before} data-blocked-src="${escaped}"`
    return `${before} src="${linkOf(url)}"`
  })
