import { z } from 'zod'
import { looksLikeId } from '../../../core/ids.ts'
import { decodeCursor, encodeCursor } from '../../../core/page.ts'
import { orderOf, SORTS, type Sort } from '../../../core/tickets/sort.ts'
import type { TicketPosition } from '../../../store/ticket-filter.ts'

/** The sort it belongs to and the last ticket of the page. */
export const encodeTicketCursor = (sort: Sort, { id, updatedAt }: TicketPosition): string =>
  encodeCursor(updatedAt === null ? [sort, id] : [sort, id, updatedAt])

/** Undefined for whatever encodeTicketCursor() did not make for this sort. */
export const decodeTicketCursor = (sort: Sort, cursor: string): TicketPosition | undefined => {
  const read = position.safeParse(decodeCursor(cursor))
  if (!read.success || read.data[0] !== sort) return undefined
  const [, id, updatedAt = null] = read.data
  return (updatedAt !== null) === (orderOf(sort).by === 'updated') ? { id, updatedAt } : undefined
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

const isTime = (text: string): boolean => {
  const ms = TIME.test(text) && text >= '1970' ? Date.parse(text) : Number.NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 23) === text.slice(0, 23)
}

const id = z.string().refine(looksLikeId)
const position = z.union([z.tuple([z.enum(SORTS), id]), z.tuple([z.enum(SORTS), id, z.string().refine(isTime)])])
