import type { TicketPriority } from '../../../store/schema.ts'

/** A mark that a desk's forms put into subjects, and what it stands for. Marks are compared without case. */
export type SubjectPattern = {
  /** `[Bug]` at the beginning is a bracket, `Form: …` a prefix. */
  mark: { bracket: string } | { prefix: string }
  /** Name of a ticket type of the desk. */
  type?: string
  priority?: TicketPriority
  tags?: string[]
}

export type MappedSubject = { type: string | null; priority: TicketPriority | null; tags: string[] }

const REPLY_OR_FORWARD = /^(?:\s*(?:re|aw|sv|fwd?|wg|rv|enc|tr|i|vs|odp|pd)\s?:)+/i
const BRACKETS = /^\s*\[([^\]]{1,60})\]/
const PREFIX = /^\s*([^:[\]]{1,60}):/

/**
 * What the marks at the beginning of a subject say: `[Bug] [Major] Cannot log in`, `Contact form: …`. Of two marks that both
 * name a type or a priority the first one counts; tags add up. The subject itself stays as it is.
 */
export const mapSubject = (subject: string, patterns: readonly SubjectPattern[]): MappedSubject => {
  const found = marksOf(subject.replace(REPLY_OR_FORWARD, ''))
  const matched = found.flatMap((mark) => patterns.filter((pattern) => keyOf(pattern.mark) === keyOf(mark)))
  return {
    type: matched.find(({ type }) => type !== undefined)?.type ?? null,
    priority: matched.find(({ priority }) => priority !== undefined)?.priority ?? null,
    tags: [...new Set(matched.flatMap(({ tags }) => tags ?? []))],
  }
}

const keyOf = (mark: SubjectPattern['mark']): string =>
  'bracket' in mark ? `[${mark.bracket.trim().toLowerCase()}]` : `${mark.prefix.trim().toLowerCase()}:`

/** The brackets that a subject begins with, and the prefix behind them. */
const marksOf = (subject: string): SubjectPattern['mark'][] => {
  const marks: SubjectPattern['mark'][] = []
  let rest = subject
  for (let match = BRACKETS.exec(rest); match && marks.length < 10; match = BRACKETS.exec(rest)) {
    marks.push({ bracket: match[1] ?? '' })
    rest = rest.slice(match[0].length)
  }
  const prefix = PREFIX.exec(rest)?.[1]
  return prefix === undefined ? marks : [...marks, { prefix }]
}
