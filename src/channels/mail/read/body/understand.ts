import { foldHtml } from '../fold/html.ts'
import { type Line, textLines } from '../fold/lines.ts'
import { introAt, isReplyLine, separatorOf } from '../fold/marks.ts'
import { htmlLines } from '../fold/tags.ts'
import { foldText } from '../fold/text.ts'
import { subjectPrefix } from '../sender/subject-prefix.ts'
import type { ReadBody } from '../types.ts'
import { type Piece, textOf, wholeOf } from './pieces.ts'

/** What of a mail was written for it, and what its program put below. What is forwarded is what it is about: never folded. */
export const understand = (piece: Piece, subject: string): ReadBody => {
  const { text, html, hasText } = wholeOf(piece)
  const whole = { text, html }
  const lines = textLines(text)
  if (isForward(subject, lines, html)) return { text: text.trim(), html, quoted: null, signature: null, whole }
  const folded = html === null ? null : foldHtml(html)
  const own = hasText || !folded ? foldText(text, lines) : null
  const both = (ofText: string | null | undefined, ofHtml: string | null | undefined) => {
    if (ofText == null && ofHtml == null) return null
    return { text: ofText ?? textOf(ofHtml ?? '').trim(), html: ofHtml ?? null }
  }
  return {
    text: own?.text ?? textOf(folded?.html ?? '').trim(),
    html: folded?.html ?? null,
    quoted: both(own?.quoted, folded?.quoted),
    signature: both(own?.signature, folded?.signature),
    whole,
  }
}

const isForward = (subject: string, lines: readonly Line[], html: string | null): boolean => {
  const prefix = subjectPrefix(subject)
  if (prefix !== null) return prefix === 'forward'
  return beginsForward(lines) || (html !== null && beginsForward(htmlLines(html)))
}

/** Whether the first mark in it is a forward's. */
const beginsForward = (lines: readonly Line[]): boolean => {
  const texts = lines.map((line) => line.text)
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at] ?? ''
    if (text === '') continue
    const separator = separatorOf(text)
    if (separator === 'forward' || /^-{2,} ?forwarded message ?-{2,}\S/i.test(text)) return true
    if (separator === 'original' || isReplyLine(text) || introAt(texts, at) > 0) return false
  }
  return false
}
