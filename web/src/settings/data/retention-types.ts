export const KEPT = ['closed_days', 'spam_days', 'inbound_raw_days', 'activity_days'] as const
export const COUNTED = ['closed_tickets', 'spam_tickets', 'inbound_mails', 'activities'] as const
export const ALWAYS = ['deliveries_days', 'sent_mail_days', 'hook_payloads_days', 'idempotency_keys_days'] as const

/** How many of each would go now, counted up to 10,000. */
export type Due = Record<(typeof COUNTED)[number], { count: number; more: boolean }>
export type Kept = Record<(typeof KEPT)[number], number | null>
export type Retention = Kept & { due: Due; always: Record<(typeof ALWAYS)[number], number> }

export const RETENTION = '/v1/desk/retention'
