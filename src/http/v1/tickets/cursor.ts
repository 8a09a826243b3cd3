import { looksLikeId } from '../../../core/ids.ts'
import type { TicketOrder, TicketPosition } from '../../../store/ticket-filter.ts'

export const SORTS = ['-created', 'created', '-updated', 'updated'] as const
export type Sort = (typeof SORTS)[number]

export const orderOf = (sort: Sort): TicketOrder => ({
  by: sort.endsWith('created') ? 'created' : 'updated',
  descending: sort.startsWith('-'),
})

/** Opaque to callers: the sort it belongs to and the last ticket of the page. */
export const encodeCursor = (sort: Sort, { id, updatedAt }: TicketPosition): string =>
  Buffer.from(`${sort} ${id} ${updatedAt ?? ''}`).toString('base64url')

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

/** Undefined for whatever encodeCursor() did not make for this sort. */
export const decodeCursor = (sort: Sort, cursor: string): TicketPosition | undefined => {
  const [given, id = '', time = '', ...more] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ')
  if (given !== sort || !looksLikeId(id) || more.length > 0) return undefined
  const position = { id, updatedAt: orderOf(sort).by === 'updated' ? time : null }
  // Buffer reads over what is not base64url, so that many texts decode alike: only the one we made counts.
  if (encodeCursor(sort, position) !== cursor) return undefined
  return position.updatedAt === null || isTime(time) ? position : undefined
}

const isTime = (text: string): boolean => {
  const ms = TIME.test(text) && text >= '1970' ? Date.parse(text) : Number.NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 23) === text.slice(0, 23)
}
