/** A picture that stood within a text, and what stands there now. */
export type InlineImage = { placeholder: string; name: string; base64: string }

/** A quoted `src`; what it holds has no quotes, so that no run of characters is looked at twice. */
const DATA_IMAGE =
  /(\b[sS][rR][cC]\s{0,9}=\s{0,9})(["'])data:image\/([a-zA-Z0-9.+-]{1,40});base64,([a-zA-Z0-9+/=\s]*)\2/g

const EXTENSIONS: Record<string, string> = { jpeg: 'jpg', 'svg+xml': 'svg' }

/**
 * Takes the pictures out of html that has them written into it (`<img src="data:image/png;base64,…">`). Each leaves a
 * `cid:` placeholder, for the caller to put the id of the attachment that it becomes in.
 */
export const takeInlineImages = (html: string): { html: string; images: InlineImage[] } => {
  const images: InlineImage[] = []
  const rest = html.replace(DATA_IMAGE, (_, attribute: string, quote: string, type: string, base64: string) => {
    const number = images.length + 1
    const placeholder = `cid:inline-image-${number}`
    images.push({ placeholder, name: `image-${number}.${EXTENSIONS[type.toLowerCase()] ?? type}`, base64 })
    return `${attribute}${quote}${placeholder}${quote}`
  })
  return { html: rest, images }
}

/** Whether it is worth looking. */
export const mayHaveImages = (content: string): boolean => content.includes('data:image/')

/** The html with the attachments that the pictures became, in the order of the pictures. */
export const withAttachments = (html: string, images: InlineImage[], ids: string[]): string =>
  images.reduce((text, { placeholder }, place) => {
    // Quoted, so that the first of ten is not found within the tenth.
    const becomes = `cid:${ids[place]}`
    return text.replace(`"${placeholder}"`, `"${becomes}"`).replace(`'${placeholder}'`, `'${becomes}'`)
  }, html)
