import { plainTextOf } from '../../../../core/messages/plain-text.ts'
import { sanitise } from '../../../../core/messages/sanitise.ts'
import type { ReadBody } from '../types.ts'

/** The texts of a mail as its structure has them. */
export type Piece =
  | { is: 'text' | 'html'; content: string }
  /** One said in several ways, or one after the other. */
  | { is: 'alternative' | 'sequence'; of: Piece[] }

type Whole = ReadBody['whole'] & { hasText: boolean }

/** All that a mail says, as text and, where some of it is html, as html. `hasText`: the text is the sender's own. */
export const wholeOf = (piece: Piece): Whole => {
  const { text, html } = join(piece)
  return { text: text ?? (html === null ? '' : textOf(html)), html, hasText: text !== null }
}

type Both = { text: string | null; html: string | null }

const join = (piece: Piece): Both => {
  if ('content' in piece) {
    return piece.is === 'text' ? { text: piece.content, html: null } : { text: null, html: piece.content }
  }
  const parts = piece.of.map(join).filter(({ text, html }) => text !== null || html !== null)
  if (piece.is === 'alternative') {
    // The last one is the richest (RFC 2046, section 5.1.4).
    const text = parts.find((part) => part.text !== null && part.text.trim() !== '')?.text
    return {
      text: text ?? parts.find((part) => part.text !== null)?.text ?? null,
      html: parts.findLast((part) => part.html !== null)?.html ?? null,
    }
  }
  const [only] = parts
  if (parts.length <= 1) return only ?? { text: null, html: null }
  if (parts.every(({ html }) => html === null)) return { text: parts.map(({ text }) => text).join('\n'), html: null }
  const isAllText = parts.every(({ text }) => text !== null)
  return {
    text:
      isAllText || parts.some(({ text }) => text !== null)
        ? parts.map(({ text, html }) => text ?? textOf(html ?? '')).join('\n')
        : null,
    html: parts.map(({ text, html }) => html ?? htmlOf(text ?? '')).join('<br>\n'),
  }
}

/** Sanitised first: html of any depth ends there. */
export const textOf = (html: string): string => plainTextOf(sanitise(html)).replaceAll('\0', '').toWellFormed()

const htmlOf = (text: string): string =>
  `<div>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>\n')}</div>`
