/**
 * How many days what is kept where a desk says nothing, and what no desk can say: each purge asks here.
 */
export const KEPT_DAYS = {
  /** What contacts did on pages. */
  activity: 90,
  /** What was sent and what has failed; a desk's own word goes before it for mails (core/mail/retention.ts). */
  deliveries: 90,
  /** What hooks received. */
  hook_payloads: 30,
  /** Long enough for any client's retries, and for a person to retry by hand. */
  idempotency_keys: 7,
} as const
