import { type EventRow, type ShownEvent, showEvent } from '../events/show.ts'

/** An event of a queue, and what its taker deletes it by. */
export type QueuedEvent = { receipt: string } & ShownEvent

export const toQueuedEvent = (row: EventRow): QueuedEvent => ({
  receipt: `${row.xid}-${row.id}`,
  ...showEvent(row),
})

const RECEIPT = /^([0-9]{1,18})-([0-9]{1,18})$/

/** The place in the log that a receipt names; undefined where it is none of ours. */
export const readReceipt = (receipt: string): { xid: string; id: string } | undefined => {
  const [, xid, id] = RECEIPT.exec(receipt) ?? []
  return xid === undefined || id === undefined ? undefined : { xid, id }
}
