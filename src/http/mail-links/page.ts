import { createHash } from 'node:crypto'
import type { PageWords } from './words.ts'

const STYLE = 'body{font:1.1rem/1.5 sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}label{display:block}'

/** No script, nothing loaded, framed by nobody; the one style by its digest; a form goes back to where it came from. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
}

/** All words are ours: nothing that anybody wrote is on these pages. */
const page = ({ lang, dir }: PageWords, title: string, body: string): string => `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`

export const messagePage = (words: PageWords, text: string): string => page(words, text, '')

/** It asks first: programs that look at the links of a mail must not stop anything. */
export const stopPage = (words: PageWords): string =>
  page(words, words.stop, `<form method="post"><button>${words.stopButton}</button></form>`)

export const ratePage = (words: PageWords): string => {
  const choices = words.scores.map(
    (label, place) =>
      `<label><input type="radio" name="score" value="${place + 1}" required> <span>${label}</span></label>`,
  )
  const comment = `<label>${words.comment}<br><textarea name="comment" rows="4" cols="40" maxlength="2000"></textarea></label>`
  return page(
    words,
    words.rate,
    `<form method="post">\n${choices.join('\n')}\n<p>${comment}</p>\n<button>${words.send}</button>\n</form>`,
  )
}
