import { cleanAddress, cleanName } from '../bytes/addresses.ts'
import type { MailAddress } from '../types.ts'
import { type Field, fieldOf, unstick } from './labels.ts'
import type { Line } from './lines.ts'
import { type Separator, separatorOf } from './marks.ts'

/** A mail's headers as a program prints them above the mail: where, and what they say. */
export type Block = {
  /** Index of its first line, separator included, and of the first line after it. */
  start: number
  end: number
  separator: Separator | null
  from: MailAddress | null
  replyTo: MailAddress | null
  subject: string | null
}

const LINES_MAX = 14

/** Every such block in a text, from the top. */
export const blocksIn = (lines: readonly Line[]): Block[] => {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; at++) {
    const block = blockAt(lines, at)
    if (!block) continue
    blocks.push(block)
    at = block.end - 1
  }
  return blocks
}

/** The block that begins at a line. Without a separator above, it needs more than a sender: a `From:` stands in any text. */
const blockAt = (lines: readonly Line[], at: number): Block | undefined => {
  const line = lines[at]
  if (!line || line.text === '') return undefined
  const [glued, ...rest] = unstick(line.text)
  const separator = separatorOf(rest.length > 0 ? (glued ?? '') : line.text)
  if (separator !== undefined && rest.length === 0) {
    const next = skipBlank(lines, at + 1, 2)
    const block = next === undefined ? undefined : fieldsFrom(lines, next, separator)
    return block && { ...block, start: at }
  }
  // Nearly every line of nearly every mail: it begins nothing.
  if (separator === undefined && rest.length === 0 && fieldOf(line.text) === undefined) return undefined
  return fieldsFrom(lines, at, separator ?? null)
}

const skipBlank = (lines: readonly Line[], from: number, most: number): number | undefined => {
  for (let at = from; at <= from + most && at < lines.length; at++) if (lines[at]?.text !== '') return at
  return undefined
}

const fieldsFrom = (lines: readonly Line[], at: number, separator: Separator | null): Block | undefined => {
  const found = new Map<Field, string>()
  let last: Field | undefined
  let end = at
  for (let i = at; i < lines.length && i < at + LINES_MAX; i++) {
    const { text = '', depth = 0 } = lines[i] ?? {}
    // One blank line is how paragraphs of html become text; the block goes on only with another field.
    if (text === '') {
      const next = lines[i + 1]
      if (!next || fieldOf(next.text) === undefined || has(found, next.text)) break
      continue
    }
    if (i > at && depth !== (lines[at]?.depth ?? 0)) break
    let isOfBlock = false
    for (const piece of unstick(text)) {
      if (i === at && found.size === 0 && separatorOf(piece)) continue
      const field = fieldOf(piece)
      if (field && !found.has(field.field)) {
        found.set(field.field, field.value)
        last = field.field
        isOfBlock = true
      } else if (!field && last !== undefined && continues(found, last, text)) {
        found.set(last, `${found.get(last) ?? ''} ${piece}`.trim())
        isOfBlock = true
      }
    }
    if (!isOfBlock) break
    end = i + 1
  }
  const others = (['date', 'to', 'subject', 'cc'] as const).filter((field) => found.has(field)).length
  const from = mailboxOf(found.get('from'))
  const sure = separator === 'forward' || separator === 'original' ? others >= 1 : others >= 2
  if (!found.has('from') || !sure) return undefined
  return {
    start: at,
    end,
    separator,
    from,
    replyTo: mailboxOf(found.get('reply_to')),
    subject: found.get('subject') ?? null,
  }
}

const has = (found: ReadonlyMap<Field, string>, line: string): boolean => {
  const field = fieldOf(line)
  return field !== undefined && found.has(field.field)
}

/** Whether a line goes on with what the field above it says: an address after a name, recipients after a comma. */
const continues = (found: ReadonlyMap<Field, string>, last: Field, line: string): boolean => {
  const value = found.get(last) ?? ''
  if (value === '') return true
  if (last === 'to' || last === 'cc') return /[,;]$/.test(value) || (/@/.test(line) && /^\s*["<]/.test(line))
  return last === 'from' && !value.includes('@') && /^["<[(]?[^\s@]+@[^\s@]+[>\])]?$/.test(line.trim())
}

const ADDRESS = /[^\s<>[\]()"',;:：*|]{1,64}@[^\s<>[\]()"',;:：*|]{1,255}/

/** `Ann Lee <ann@a.example>`, `Ann [mailto:ann@a.example]`, `"ann@a.example" <ann@a.example>`: the first address and its name. */
export const mailboxOf = (value: string | undefined): MailAddress | null => {
  if (!value) return null
  const match = ADDRESS.exec(value.slice(0, 600))
  const address = match ? cleanAddress(match[0].replace(/[.*]+$/, '')) : undefined
  if (!match || !address) return null
  const name = value
    .slice(0, match.index)
    .replace(/(?:<|\[|\()?(?:mailto:)?$/i, '')
    .replace(/[<[("'\s*]+$/, '')
  return { address, name: cleanName(name, address) }
}
