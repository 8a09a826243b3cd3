/** An event as those see it who ask for events. */
export type ShownEvent = {
  id: string
  type: string
  ticket_id: string | null
  actor: { kind: string; id: string | null }
  data: Record<string, unknown>
  created_at: string
}

export type EventRow = {
  xid: string
  id: string
  type: string
  ticket_id: string | null
  actor_kind: string
  actor_id: string | null
  data: Record<string, unknown>
  created_at: Date
}

export const showEvent = (row: EventRow): ShownEvent => ({
  id: row.id,
  type: row.type,
  ticket_id: row.ticket_id,
  actor: { kind: row.actor_kind, id: row.actor_id },
  data: row.data,
  created_at: row.created_at.toISOString(),
})
