type Colours = { ink: string; soft: string; accent: string; line: string; scheme: string }

/** What a message's document may do: nothing but show pictures of ours. */
const POLICY = "default-src 'none'; img-src 'self' data: blob:; style-src 'unsafe-inline'"

const style = ({ ink, soft, accent, line, scheme }: Colours) => `
:root { color-scheme: ${scheme}; background: transparent }
html { overflow-x: auto; overflow-y: hidden }
body { margin: 0; color: ${ink}; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere }
a { color: ${accent} } img { max-width: 100%; height: auto } p { margin: 0 0 8px }
table { border-collapse: collapse; max-width: 100% } td, th { padding: 2px 6px; text-align: start; vertical-align: top }
blockquote { margin: 8px 0; padding-inline-start: 12px; border-inline-start: 2px solid ${line}; color: ${soft} }
pre { white-space: pre-wrap } img[data-blocked-src], img:not([src]) { display: none }`

/**
 * The document of sanitised html in its frame: its own policy first, then our look, then the html. Pictures from elsewhere
 * that were not asked for lose their address.
 */
export const documentOf = (html: string, { remote, colours }: { remote: boolean; colours: Colours }): string => {
  const shown = html
    .replace(/ src="cid:(\d+)"/gi, ' src="/v1/attachments/$1"')
    .replace(
      remote ? / src="(https?:[^"]*)"/gi : / src="((?:https?:|\/mail\/images\?)[^"]*)"/gi,
      ' data-blocked-src="$1"',
    )
  return `<!doctype html><html dir="auto"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><base target="_blank"><style>${style(colours)}</style></head><body dir="auto">${shown}</body></html>`
}
