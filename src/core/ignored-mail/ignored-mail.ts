import { blocklistValue } from '../blocklist/entry.ts'

export const IGNORED_KINDS = ['sender', 'subject'] as const
type IgnoredKind = (typeof IGNORED_KINDS)[number]

/** Mail that never becomes a ticket: of one address or a whole domain, or under a subject. */
export type IgnoredMail = {
  id: string
  kind: IgnoredKind
  /** A subject in lower case, `*` for any characters. */
  value: string
  created_at: string
}

/** Matched as a whole: this would be every mail. */
const EVERYTHING = /^[*\s]*$/

/** One spelling a subject, in the list and in a mail: composed, in lower case, white space folded. */
export const foldSubject = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The spelling that is stored; undefined where it is neither an address nor a domain, or would be every subject. */
export const ignoredValue = (kind: IgnoredKind, text: string): string | undefined => {
  if (kind === 'sender') return blocklistValue(text)
  const folded = foldSubject(text)
  return EVERYTHING.test(folded) ? undefined : folded
}

export const IGNORED_MAIL = ['id', 'kind', 'value', 'created_at'] as const

type IgnoredMailRow = Omit<IgnoredMail, 'created_at'> & { created_at: Date }

export const toIgnoredMail = (row: IgnoredMailRow): IgnoredMail => ({
  ...row,
  created_at: row.created_at.toISOString(),
})
