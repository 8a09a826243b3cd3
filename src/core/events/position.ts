import { looksLikeId } from '../ids.ts'

/** A place in the event log: behind the event (xid, id). Readers go in this order. */
export type Position = { xid: string; id: string }

export const BEGINNING: Position = { xid: '0', id: '0' }

const XID_MAX = (1n << 64n) - 1n

/** A position as the API shows it: opaque, so that what it holds may change. */
export const toCursor = (position: Position): string =>
  Buffer.from(`${position.xid}.${position.id}`).toString('base64url')

/** Undefined where the text is no cursor of ours. */
export const fromCursor = (cursor: string): Position | undefined => {
  const match = /^(\d{1,20})\.(\d{1,19})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  const [, xid, id] = match ?? []
  if (xid === undefined || id === undefined || BigInt(xid) > XID_MAX || !looksLikeId(id)) return undefined
  return { xid, id }
}
