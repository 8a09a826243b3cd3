import type { Message } from '../../ticket.ts'
import { factsOf, headOf, kindOf, moreOf, type Surroundings, sizeOf, surroundings } from '../facts.ts'
import type { TranscriptContent, TranscriptOptions } from '../transcript.ts'
import { openPaper, type Style } from './paper.ts'

const BARS = { customer: '#9aa3ad', answer: '#2f6fde', note: '#d99a00' }
const INK = '#1a1a1a'
const GREY = '#6b7280'

type Paper = ReturnType<typeof openPaper>

/**
 * A ticket on A4 pages, set in Noto Sans: Latin, Cyrillic, Greek, Devanagari and Hebrew letters, right to left where they
 * are read so. What is in none of them (emojis, Arabic, Chinese) is shown as U+FFFD. Messages are their plain text. Past
 * 500 pages the rest is only counted. Nothing in a message leads to a file or an address being read.
 */
export const toPdf = async ({ ticket, options }: TranscriptContent): Promise<Uint8Array> => {
  const around = surroundings(ticket, options)
  const title = `#${ticket.number} ${ticket.subject}`
  const paper = openPaper({ title: title.slice(0, 200), language: around.language, isRtl: around.isRtl })
  const size = options.fontSize * 0.75
  const full = { start: 0, width: paper.width }
  paper.write(title, { size: size * 1.5, weight: 700, color: INK }, full)
  paper.space(size * 0.6)
  if (options.details) {
    for (const [label, value] of factsOf(ticket, around)) {
      const cell = (text: string, color: string, start: number, width: number) => ({
        text,
        style: { size, weight: 400, color } satisfies Style,
        box: { start, width },
      })
      paper.row([cell(label, GREY, 0, 104), cell(value, INK, 116, paper.width - 116)], 0)
    }
  }
  if (options.link !== null) {
    paper.write(`${around.words.conversation}: ${options.link}`, { size, weight: 400, color: GREY }, full)
  }
  paper.space(size * 0.8)
  paper.rule()
  for (const [n, message] of ticket.messages.entries()) {
    paper.space(size * 1.6)
    if (writeMessage(paper, message, around, options, size)) continue
    const left = moreOf(around.words, ticket.messages.length - n)
    return paper.finish(`#${ticket.number}   ${left}`)
  }
  return paper.finish(`#${ticket.number}`)
}

/** False where the paper is full. */
const writeMessage = (
  paper: Paper,
  message: Message,
  around: Surroundings,
  options: TranscriptOptions,
  size: number,
): boolean => {
  const head = headOf(message, around, options)
  const bar = BARS[kindOf(message)]
  const box = { start: 12, width: paper.width - 12, bar }
  const small: Style = { size: size * 0.85, weight: 400, color: GREY }
  const marks = [...head.marks, head.time].join('  ·  ')
  const isWritten =
    // With two lines of its words at least: a head alone at a page's foot is nobody's.
    paper.row([{ text: head.name, style: { size, weight: 700, color: INK }, box }], size * 5) &&
    paper.row([{ text: marks, style: small, box }], 0) &&
    paper.space(size * 0.3, box) &&
    paper.write(message.text.trimEnd(), { size, weight: 400, color: INK }, box)
  if (!isWritten || message.attachments.length === 0) return isWritten
  const files = message.attachments.map(({ name, size: bytes }) => `${name} (${sizeOf(bytes)})`).join(', ')
  return paper.write(`${around.words.attachments}: ${files}`, small, box)
}
