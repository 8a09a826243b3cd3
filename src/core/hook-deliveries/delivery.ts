import type { HookDeliveryState } from '../../store/schema.ts'

/** A payload that came in by a hook, as a list shows it. */
export type HookDelivery = {
  id: string
  hook_id: string
  state: HookDeliveryState
  /** Why, in words for the hook's owner. */
  detail: string | null
  ticket: { id: string; number: number } | null
  content_type: string | null
  /** Bytes. */
  size: number
  /** How often the sender sent it again. */
  repeats: number
  received_at: string
  processed_at: string | null
}

export type HookDeliveryRow = {
  id: string
  hook_id: string
  state: HookDeliveryState
  detail: string | null
  ticket_id: string | null
  ticket_number: string | null
  content_type: string | null
  size: number
  repeats: number
  received_at: Date
  processed_at: Date | null
}

/** The columns of a HookDeliveryRow. */
export const HOOK_DELIVERY = `id, hook_id, state, detail, ticket_id, ticket_number, content_type, octet_length(body) as size,
  repeats, received_at, processed_at`

export const toHookDelivery = (row: HookDeliveryRow): HookDelivery => ({
  id: row.id,
  hook_id: row.hook_id,
  state: row.state,
  detail: row.detail,
  ticket: row.ticket_id === null ? null : { id: row.ticket_id, number: Number(row.ticket_number) },
  content_type: row.content_type,
  size: row.size,
  repeats: row.repeats,
  received_at: row.received_at.toISOString(),
  processed_at: row.processed_at?.toISOString() ?? null,
})

/** A payload as it is worked off: what came, byte for byte, with the headers that say what it is. */
export type RawPayload = { contentType: string | null; headers: Record<string, string>; body: Buffer }
