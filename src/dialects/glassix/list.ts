import type { OpenedPosition } from '../../core/tickets/list-between.ts'
import type { TicketStatus } from '../../store/schema.ts'
import type { FieldProblem } from './participants.ts'
import { monthAfter, parseMoment } from './times.ts'
import { STATES, statusesOf } from './words.ts'

/** The query of `GET /tickets/list` (their page "Get tickets list"): two times and more, or only a page. */
export type ListQuery = {
  since?: string | undefined
  until?: string | undefined
  ticketState?: string | undefined
  sortOrder?: string | undefined
}

/** What a list shows; a page's value is one with a position. Dates as ISO 8601, so that it is plain JSON. */
export type Listing = {
  since: string
  until: string
  statuses: TicketStatus[] | null
  newestFirst: boolean
  after: OpenedPosition | null
}

type Read = { ok: true; listing: Listing } | { ok: false; wrong: FieldProblem[] }

const refuse = (path: string, message: string): Read => ({ ok: false, wrong: [{ path, code: 'invalid', message }] })
const MOMENT = 'must be a time in UTC like 31/01/2026 23:59:59:00'

/** The vendor's ASC goes from the newest to the oldest; the C# client says Ascending. */
const ORDERS: Record<string, boolean> = { asc: true, ascending: true, desc: false, descending: false }

/** A first page's query, checked: both times, at most one calendar month apart. */
export const readListQuery = ({ since, until, ticketState, sortOrder }: ListQuery): Read => {
  if (since === undefined) return refuse('since', 'is required (or page)')
  if (until === undefined) return refuse('until', 'is required (or page)')
  const [from, to] = [parseMoment(since), parseMoment(until)]
  if (!from) return refuse('since', MOMENT)
  if (!to) return refuse('until', MOMENT)
  if (to < from) return refuse('until', 'must not be before since')
  if (to > monthAfter(from)) return refuse('until', 'must be at most one month after since')
  const newestFirst = ORDERS[(sortOrder || 'ASC').toLowerCase()]
  if (newestFirst === undefined) return refuse('sortOrder', 'must be ASC or DESC')
  const words = (ticketState ?? '').split(',').map((word) => word.trim().toLowerCase())
  // Undefined is the C# client's word for none.
  const wanted = words.filter((word) => word !== '' && word !== 'undefined')
  const states = STATES.filter((state) => wanted.includes(state.toLowerCase()))
  if (states.length < new Set(wanted).size) return refuse('ticketState', `must be of: ${STATES.join(', ')}`)
  const statuses = states.length === 0 ? null : statusesOf(states)
  const listing = { since: from.toISOString(), until: to.toISOString(), statuses, newestFirst, after: null }
  return { ok: true, listing }
}
