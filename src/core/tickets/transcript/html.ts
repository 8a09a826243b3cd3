import type { Message } from '../ticket.ts'
import { factsOf, headOf, kindOf, moreOf, type Surroundings, sizeOf, surroundings } from './facts.ts'
import { escapeHtml, transcriptBody } from './html-body.ts'
import type { TranscriptContent } from './transcript.ts'

/** Past this many characters the messages that are left are only counted. Pictures are a few MiB at most besides. */
const LENGTH_MAX = 8_000_000

/** A ticket as a page of its own: no script, and nothing in it is fetched from anywhere. */
export const toHtml = (content: TranscriptContent): string => {
  const { ticket, options } = content
  const around = surroundings(ticket, options)
  const title = escapeHtml(`#${ticket.number} ${ticket.subject}`)
  const link = options.link === null ? '' : `<p>${escapeHtml(around.words.conversation)}: ${anchor(options.link)}</p>`
  const facts = options.details
    ? `<dl>${factsOf(ticket, around)
        .map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd dir="auto">${escapeHtml(value)}</dd>`)
        .join('')}</dl>`
    : ''
  return `<!doctype html>
<html lang="${around.language}" dir="${around.isRtl ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<style>${style(options.fontSize)}</style>
</head>
<body>
<header><h1 dir="auto">${title}</h1>${facts}${link}</header>
<main>
${messagesOf(content, around)}
</main>
</body>
</html>
`
}

const messagesOf = ({ ticket, options, pictures }: TranscriptContent, around: Surroundings): string => {
  const shown: string[] = []
  let length = 0
  for (const [n, message] of ticket.messages.entries()) {
    const article = articleOf(message, { options, pictures, ticket }, around)
    length += article.length
    if (length > LENGTH_MAX && n > 0) {
      shown.push(`<p class="more">${escapeHtml(moreOf(around.words, ticket.messages.length - n))}</p>`)
      break
    }
    shown.push(article)
  }
  return shown.join('\n')
}

const articleOf = (message: Message, { options, pictures }: TranscriptContent, around: Surroundings): string => {
  const head = headOf(message, around, options)
  const marks = head.marks.map((mark) => `<span class="mark">${escapeHtml(mark)}</span>`).join(' ')
  const own = pictures.filter(({ attachmentId }) => message.attachments.some(({ id }) => id === attachmentId))
  const body =
    message.html === null
      ? `<div class="text" dir="auto">${escapeHtml(message.text)}</div>`
      : `<div dir="auto">${transcriptBody(message.html, own, around.words.picture)}</div>`
  const files = message.attachments.map(({ name, size }) => escapeHtml(`${name} (${sizeOf(size)})`)).join(', ')
  const attached = files === '' ? '' : `<p class="files">${escapeHtml(around.words.attachments)}: ${files}</p>`
  return `<article class="${kindOf(message)}"><h2><bdi>${escapeHtml(head.name)}</bdi> ${marks} <time datetime="${message.created_at}">${escapeHtml(head.time)}</time></h2>${body}${attached}</article>`
}

const anchor = (link: string): string =>
  /^https?:\/\//i.test(link)
    ? `<a href="${escapeHtml(link)}" rel="noopener noreferrer nofollow">${escapeHtml(link)}</a>`
    : escapeHtml(link)

const style = (fontSize: number): string => `
body{font:${fontSize}px/1.5 "Noto Sans",system-ui,sans-serif;color:#1a1a1a;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4em;line-height:1.3;margin:0 0 1rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0 0 1rem}
dt{color:#666}dd{margin:0;overflow-wrap:anywhere}
article{border-inline-start:3px solid #9aa3ad;padding:0 1rem;margin:1.5rem 0;overflow-wrap:anywhere;break-inside:auto}
article.answer{border-color:#2f6fde}article.note{border-color:#d99a00;background:#fff9e8}
h2{font-size:1em;margin:0 0 .4rem;display:flex;gap:.6rem;align-items:baseline;flex-wrap:wrap}
time,.mark,.files,.more{color:#666;font-size:.85em;font-weight:400}
time{margin-inline-start:auto}.text{white-space:pre-wrap}
img{max-width:100%;height:auto}table{border-collapse:collapse}td,th{padding:.1rem .5rem;text-align:start}
blockquote{margin:.5rem 0;padding-inline-start:1rem;border-inline-start:2px solid #ddd;color:#555}
pre{white-space:pre-wrap}@media print{body{margin:0;max-width:none}}`
