export type TicketType = {
  id: string
  name: string
  /** What tickets are that name none: one type of a desk. */
  is_default: boolean
  /** For the team alone: customers do not choose it. */
  is_internal: boolean
  /** Types are shown in this order, then by name. */
  position: number
  created_at: string
  archived_at: string | null
}

export type TicketTypeRow = Omit<TicketType, 'created_at' | 'archived_at'> & {
  created_at: Date
  archived_at: Date | null
}

export const TICKET_TYPE = ['id', 'name', 'is_default', 'is_internal', 'position', 'created_at', 'archived_at'] as const

export const toTicketType = (row: TicketTypeRow): TicketType => ({
  id: row.id,
  name: row.name,
  is_default: row.is_default,
  is_internal: row.is_internal,
  position: row.position,
  created_at: row.created_at.toISOString(),
  archived_at: row.archived_at?.toISOString() ?? null,
})
