import type { DeliveryChannel, DeliveryState } from '../../store/schema.ts'

/** A delivery as the API shows it. */
export type Delivery = {
  id: string
  channel: DeliveryChannel
  target: string
  lane: string
  event: { id: string; type: string }
  ticket_id: string | null
  state: DeliveryState
  attempts: number
  /** When it is tried next; null unless it is pending. */
  due_at: string | null
  /** An attempt may have reached the receiver although nobody knows. */
  uncertain: boolean
  /** Of the last attempt: whether trying again is in vain, why it failed, and what the receiver said. */
  permanent: boolean | null
  reason: string | null
  status: number | null
  detail: string | null
  created_at: string
  finished_at: string | null
}

export const DELIVERY = [
  'id',
  'channel',
  'target',
  'lane',
  'event_id',
  'event_type',
  'ticket_id',
  'state',
  'attempts',
  'due_at',
  'uncertain',
  'permanent',
  'reason',
  'status',
  'detail',
  'created_at',
  'finished_at',
] as const

export type DeliveryRow = Omit<Delivery, 'event' | 'due_at' | 'created_at' | 'finished_at'> & {
  event_id: string
  event_type: string
  due_at: Date
  created_at: Date
  finished_at: Date | null
}

export const toDelivery = ({ event_id, event_type, ...row }: DeliveryRow): Delivery => ({
  ...row,
  event: { id: event_id, type: event_type },
  due_at: row.state === 'pending' ? row.due_at.toISOString() : null,
  created_at: row.created_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null,
})
