import type { Signature } from '../../../core/signatures/signature.ts'
import type { Message } from '../../../core/tickets/ticket.ts'
import type { Words } from './words.ts'

/** What a mail says, of which its text and its html are both made. */
export type Block =
  | { text: string }
  | { link: string; url: string }
  | { message: Pick<Message, 'text' | 'html'> }
  | { signature: Signature }
  | { lines: string[] }
  | { small: string }

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const withBreaks = (text: string): string => escapeHtml(text).replaceAll(/\r?\n/g, '<br>\n')

const asText = (block: Block): string => {
  if ('text' in block) return block.text
  if ('link' in block) return `${block.link}:\n${block.url}`
  if ('message' in block) return block.message.text
  // RFC 3676, section 4.3: programs that answer leave out what is below this line.
  if ('signature' in block) return `-- \n${block.signature.text}`
  if ('lines' in block) return block.lines.map((line) => `- ${line}`).join('\n')
  return block.small
}

const asHtml = (block: Block): string => {
  if ('text' in block) return `<p dir="auto">${withBreaks(block.text)}</p>`
  if ('link' in block) return `<p><a href="${escapeHtml(block.url)}">${escapeHtml(block.link)}</a></p>`
  // Sanitised when it was stored (core/messages/sanitise.ts).
  if ('message' in block) return `<div dir="auto">${block.message.html ?? withBreaks(block.message.text)}</div>`
  if ('signature' in block) return `<div dir="auto" style="color:#555">${block.signature.html}</div>`
  if ('lines' in block)
    return `<ul>${block.lines.map((line) => `<li dir="auto">${escapeHtml(line)}</li>`).join('\n')}</ul>`
  return `<p style="color:#666;font-size:small">${withBreaks(block.small)}</p>`
}

/** The two forms of a mail. `dir` and `lang` are the language's; what somebody wrote finds its own direction. */
export const layOut = (words: Words, subject: string, blocks: Block[]): { text: string; html: string } => ({
  text: `${blocks.map(asText).join('\n\n')}\n`,
  html: `<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body dir="${words.dir}" style="font-family:sans-serif">
${blocks.map(asHtml).join('\n')}
</body>
</html>
`,
})
