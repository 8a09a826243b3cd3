import { type Block, blocksIn, mailboxOf } from '../fold/block.ts'
import { type Line, textLines } from '../fold/lines.ts'
import { introAt, separatorOf } from '../fold/marks.ts'
import { htmlLines } from '../fold/tags.ts'
import type { MailAddress, RealSender, SenderClues } from '../types.ts'
import { bareSubject, subjectPrefix } from './subject-prefix.ts'

export type Forward = { from: MailAddress; forwarded: NonNullable<RealSender['forwarded']> }

type IsOurs = (address: string) => boolean

/** What is read of a text for a forward's block: those stand at its top. */
const READ_MAX = 200_000

/**
 * The mail that somebody of ours forwarded, and whom it is from: of forwards within forwards the innermost who is not ours.
 * Undefined where it is none: Outlook prints the same rule and block above what a reply quotes, so nothing may mark a reply,
 * and what is neither called a forward by its subject nor by its separator must not answer a mail.
 */
export const forwardIn = (mail: SenderClues, isOurs: IsOurs): Forward | undefined => {
  const prefix = subjectPrefix(mail.subject)
  if (prefix === 'reply') return undefined
  const answers = mail.inReplyTo.length > 0
  const text = textLines(mail.body.whole.text.slice(0, READ_MAX))
  const inText = forwardInLines(text, prefix === 'forward', answers, isOurs)
  if (inText) return withHtml(inText, mail, prefix === 'forward', answers, isOurs)
  const { html } = mail.body.whole
  const inHtml =
    html === null
      ? undefined
      : forwardInLines(htmlLines(html.slice(0, READ_MAX)), prefix === 'forward', answers, isOurs)
  if (inHtml) return withHtml(inHtml, mail, prefix === 'forward', answers, isOurs)
  return attached(mail, prefix === 'forward' || !answers, isOurs)
}

type InLines = { from: MailAddress; subject: string | null; note: string; text: string; start: number; end: number }

const forwardInLines = (
  lines: readonly Line[],
  isCalledForward: boolean,
  answers: boolean,
  isOurs: IsOurs,
): InLines | undefined => {
  const blocks = blocksIn(lines)
  const [first] = blocks
  if (!first) return isCalledForward && !answers ? wroteInLines(lines, isOurs) : undefined
  // Another program's quote above the block: what the block belongs to was only quoted.
  if (isReplyAbove(lines, first)) return undefined
  const says = first.separator === 'forward' || isCalledForward
  if (!says && (answers || first.separator === 'original')) return undefined
  const block = innermost(blocks, isOurs)
  if (!block?.from) return undefined
  return {
    from: block.from,
    subject: block.subject,
    note: wordsOf(lines, 0, first.start),
    text: wordsOf(lines, block.end, lines.length),
    start: lines[first.start]?.start ?? 0,
    end: lines[block.end]?.start ?? Number.POSITIVE_INFINITY,
  }
}

const isReplyAbove = (lines: readonly Line[], first: Block): boolean => {
  const texts = lines.map(({ text }) => text)
  for (let at = 0; at < first.start; at++) if ((texts[at] ?? '') !== '' && introAt(texts, at) > 0) return true
  return lines.slice(0, first.start).some(({ text }) => separatorOf(text) === 'original')
}

/**
 * From the outermost block inwards: while it is of ours, and then on as long as what it holds is called a forward too. A
 * block that is not is what the customer answered to.
 */
const innermost = (blocks: readonly Block[], isOurs: IsOurs): Block | undefined => {
  let chosen: Block | undefined
  for (const block of blocks) {
    if (chosen && block.separator !== 'forward') break
    if (block.from && !isOurs(block.from.address)) chosen = block
  }
  return chosen
}

/** Lines as text. Apple and Proton print what they forward as a quote: what all of it is in is taken off. */
const wordsOf = (lines: readonly Line[], from: number, to: number): string => {
  const part = lines.slice(from, to)
  const depth = Math.min(...part.filter(({ text }) => text !== '').map((line) => line.depth), 50)
  return part
    .map((line) => '> '.repeat(Math.max(0, line.depth - depth)) + line.text)
    .join('\n')
    .trim()
}

/** Outlook for Mac says it in a sentence, `On …, Ann <ann@a.example> wrote:`, in forwards as in replies. */
const wroteInLines = (lines: readonly Line[], isOurs: IsOurs): InLines | undefined => {
  const texts = lines.map(({ text }) => text)
  for (let at = 0; at < texts.length && at < 200; at++) {
    const count = texts[at] === '' ? 0 : introAt(texts, at)
    if (count === 0) continue
    const intro = texts.slice(at, at + count).join(' ')
    const from = mailboxOf(intro.slice(Math.max(0, intro.search(/[^\s<]{1,64}@/) - 60)))
    if (!from || isOurs(from.address)) return undefined
    const name = /(?:,|\d|M)\s+"?([^,"<>\d]{2,80}?)"?\s*<[^<>]*@/.exec(intro)?.[1] ?? ''
    return {
      from: { address: from.address, name },
      subject: null,
      note: wordsOf(lines, 0, at),
      text: wordsOf(lines, at + count, lines.length),
      start: lines[at]?.start ?? 0,
      end: lines[at + count]?.start ?? 0,
    }
  }
  return undefined
}

/** The forwarded mail's html, where the html has the same block: what stands behind it. */
const withHtml = (
  found: InLines,
  mail: SenderClues,
  isCalledForward: boolean,
  answers: boolean,
  isOurs: IsOurs,
): Forward => {
  const { html } = mail.body.whole
  const inHtml = html === null ? undefined : forwardInLines(htmlLines(html), isCalledForward, answers, isOurs)
  const isSame = inHtml?.from.address === found.from.address && Number.isFinite(inHtml.end)
  return {
    from: found.from,
    forwarded: {
      subject: found.subject || bareSubject(mail.subject) || null,
      note: found.note,
      text: found.text,
      html: isSame && html !== null ? html.slice(inHtml.end) : null,
    },
  }
}

/** A mail sent along as a file, which is how some forward. */
const attached = (mail: SenderClues, may: boolean, isOurs: IsOurs): Forward | undefined => {
  const inner = mail.embedded.find(({ from }) => from !== null && !isOurs(from.address))
  if (!may || !inner?.from) return undefined
  const [replyTo] = inner.replyTo.filter(({ address }) => !isOurs(address))
  return {
    from: replyTo ?? inner.from,
    forwarded: { subject: inner.subject || null, note: mail.body.text, text: inner.text, html: null },
  }
}
