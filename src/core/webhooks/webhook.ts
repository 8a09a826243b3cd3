import type { WebhookFormat } from '../../store/schema.ts'

/** Where events are sent to, as the API shows it: never its secret. */
export type Webhook = {
  id: string
  url: string
  description: string
  /** Event types, `ticket.*` for all of a noun, `*` for all. */
  types: string[]
  enabled: boolean
  /** How an event is written and signed: by Standard Webhooks, or as a vendor's receivers read it. */
  format: WebhookFormat
  /** Only of this department's tickets, and what is of no ticket; null for all. */
  department_id: string | null
  /** Why it was disabled, where Lodge did it. */
  disabled_reason: string | null
  /** Until when the secret before the last rotation still signs too. */
  old_secret_until: string | null
  created_at: string
  updated_at: string
}

/** A webhook as events tell of it: with its host only, for the rest of a URL may be a secret. */
export type LoggedWebhook = Omit<Webhook, 'url'> & { host: string }

type WebhookRow = Omit<Webhook, 'old_secret_until' | 'created_at' | 'updated_at'> & {
  old_secret_until: Date | null
  created_at: Date
  updated_at: Date
}

export const WEBHOOK = [
  'id',
  'url',
  'description',
  'types',
  'enabled',
  'format',
  'department_id',
  'disabled_reason',
  'old_secret_until',
  'created_at',
  'updated_at',
] as const

export const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  url: row.url,
  description: row.description,
  types: row.types,
  enabled: row.enabled,
  format: row.format,
  department_id: row.department_id,
  disabled_reason: row.disabled_reason,
  old_secret_until: row.old_secret_until?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

export const toLogged = ({ url, ...webhook }: Webhook): LoggedWebhook => ({ ...webhook, host: new URL(url).host })
