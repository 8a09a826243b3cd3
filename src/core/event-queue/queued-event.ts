/** An event of a queue, and what its taker deletes it by. */
export type QueuedEvent = {
  receipt: string
  id: string
  type: string
  ticket_id: string | null
  actor: { kind: string; id: string | null }
  data: Record<string, unknown>
  created_at: string
}

export type QueuedRow = {
  xid: string
  id: string
  type: string
  ticket_id: string | null
  actor_kind: string
  actor_id: string | null
  data: Record<string, unknown>
  created_at: Date
}

export const toQueuedEvent = (row: QueuedRow): QueuedEvent => ({
  receipt: `${row.xid}-${row.id}`,
  id: row.id,
  type: row.type,
  ticket_id: row.ticket_id,
  actor: { kind: row.actor_kind, id: row.actor_id },
  data: row.data,
  created_at: row.created_at.toISOString(),
})

const RECEIPT = /^([0-9]{1,18})-([0-9]{1,18})$/

/** The place in the log that a receipt names; undefined where it is none of ours. */
export const readReceipt = (receipt: string): { xid: string; id: string } | undefined => {
  const [, xid, id] = RECEIPT.exec(receipt) ?? []
  return xid === undefined || id === undefined ? undefined : { xid, id }
}
