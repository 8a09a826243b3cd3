import { phrasesIn } from '../../core/search/query.ts'
import type { TicketCriterion } from '../../store/ticket-search.ts'
import type { Fault } from './create.ts'
import { fromHashtag } from './settings.ts'
import { priorityOf, statusesOf } from './words.ts'

/** How tickets can be looked for (their page "List tickets API"). */
export const MODES = [
  'subject',
  'content',
  'subject_content',
  'assigned',
  'participant',
  'priority',
  'raised',
  'queue',
  'status',
  'watchlist',
  'hashtag',
  'ticket_number',
  'created_from',
  'created_to',
  'updated_from',
  'updated_to',
] as const
type Mode = (typeof MODES)[number]

export type Criterion = { mode: Mode; tokens: string[] }

/** Nobody's, in the places of a name. */
const NOBODY = new Set(['', 'none', 'unassigned', 'nobody'])

/**
 * Their criteria in our words: those of one mode are alternatives, those of different modes all hold. `watchlists` are the
 * ids of those that a name or id means.
 */
export const readCriteria = (
  criteria: Criterion[],
  watchlists: (token: string) => string[],
): { criteria: TicketCriterion[] } | { faults: Fault[] } => {
  const byMode = new Map<Mode, string[]>()
  for (const { mode, tokens } of criteria) byMode.set(mode, [...(byMode.get(mode) ?? []), ...tokens])
  const read: TicketCriterion[] = []
  const faults: Fault[] = []
  for (const [mode, tokens] of byMode) {
    if (tokens.length === 0) continue
    const one = toCriterion(mode, tokens, watchlists)
    if (typeof one === 'string') faults.push({ path: `search_object.criteria.${mode}`, message: one })
    else read.push(one)
  }
  return faults.length > 0 ? { faults } : { criteria: read }
}

const toCriterion = (
  mode: Mode,
  tokens: string[],
  watchlists: (token: string) => string[],
): TicketCriterion | string => {
  switch (mode) {
    case 'subject':
      return { by: mode, any: tokens }
    case 'content':
      return { by: 'indexed', tsquery: phrasesIn(tokens, 'C') }
    case 'subject_content':
      return { by: 'indexed', tsquery: phrasesIn(tokens, 'AC') }
    case 'assigned':
      return { by: 'assignee', any: tokens.map((token) => (NOBODY.has(token.trim().toLowerCase()) ? null : token)) }
    case 'participant':
      return { by: 'participant', any: tokens }
    case 'raised':
      return { by: 'requester', any: tokens }
    case 'queue':
      return { by: 'department', any: tokens }
    case 'watchlist':
      return { by: 'watchlist', any: tokens.flatMap(watchlists) }
    case 'hashtag':
      return { by: 'tag', any: tokens.map(fromHashtag) }
    case 'priority':
      return allOf(tokens, priorityOf, 'must be 10, 20, 30 or 40', (any) => ({ by: 'priority', any }))
    case 'status':
      return allOf(tokens, wordOf, 'must be open, on-hold or closed', (any) => ({ by: 'status', any: any.flat() }))
    case 'ticket_number':
      return allOf(tokens, digits, 'must be tickets’ numbers: digits', (any) => ({ by: 'number', any }))
    case 'created_from':
    case 'updated_from':
      return allOf(tokens, startOf, DATES, (any) => ({ by: mode, any }))
    case 'created_to':
      return allOf(tokens, endOf, DATES, (any) => ({ by: 'created_before', any }))
    case 'updated_to':
      return allOf(tokens, endOf, DATES, (any) => ({ by: 'updated_before', any }))
  }
}

const DATES = 'must be dates like 2026-06-04, or times like 2026-06-04T15:21:09Z'

/** Every token read, or the words for what none of them may be. */
const allOf = <T>(
  tokens: string[],
  read: (token: string) => T | undefined,
  otherwise: string,
  make: (any: T[]) => TicketCriterion,
): TicketCriterion | string => {
  const values = tokens.map(read)
  return values.every((value) => value !== undefined) ? make(values) : otherwise
}

const wordOf = (token: string) => {
  const statuses = statusesOf(token.toLowerCase())
  return statuses.length > 0 ? statuses : undefined
}

const digits = (token: string): string | undefined => (/^#?\d{1,18}$/.test(token) ? token.replace('#', '') : undefined)

const DAY = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/
const DAY_MS = 86_400_000

/** A day is that of UTC; so is a time that says no zone. */
const momentOf = (token: string): number | undefined => {
  if (!DAY.test(token) && !TIME.test(token)) return undefined
  const hasZone = DAY.test(token) || /(?:Z|[+-]\d{2}:\d{2})$/.test(token)
  const ms = Date.parse(hasZone ? token : `${token}Z`)
  return Number.isNaN(ms) || ms < 0 ? undefined : ms
}

/** A moment that counts itself. */
export const startOf = (token: string): Date | undefined => {
  const ms = momentOf(token)
  return ms === undefined ? undefined : new Date(ms)
}

/** The moment behind one that counts itself: behind the whole day where it is one. */
export const endOf = (token: string): Date | undefined => {
  const ms = momentOf(token)
  return ms === undefined ? undefined : new Date(DAY.test(token) ? ms + DAY_MS : ms + 1)
}
