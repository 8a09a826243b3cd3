import sanitizeHtml from 'sanitize-html'
import { POLICY } from '../../messages/sanitise.ts'
import type { Picture } from './transcript.ts'

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * A message's html as a page of its own may show it: sanitised again, and asking nobody for anything. A picture that the
 * message carries is in place, of any other only its words: whoever reads a transcript is not told of to a sender.
 */
export const transcriptBody = (html: string, pictures: Picture[], pictureWord: string): string =>
  sanitizeHtml(html, {
    ...POLICY,
    allowedSchemesByTag: { img: ['data'] },
    transformTags: {
      ...POLICY.transformTags,
      img: (_tag, { src = '', alt = '' }): sanitizeHtml.Tag => {
        const found = pictureAt(src.trim(), pictures)
        if (found) return { tagName: 'img', attribs: { src: found.dataUrl, alt } }
        return { tagName: 'span', attribs: {}, text: `[${pictureWord}${alt === '' ? '' : `: ${alt}`}]` }
      },
    },
  })

/** `cid:` and the attachment's id, its name, or its name before an `@`. */
const pictureAt = (src: string, pictures: Picture[]): Picture | undefined => {
  if (!/^cid:/i.test(src)) return undefined
  const wanted = src.slice(4)
  const before = wanted.split('@')[0] ?? wanted
  return pictures.find(
    ({ attachmentId, name }) =>
      attachmentId === wanted || name === wanted || attachmentId === before || name === before,
  )
}
