export type TickitiError = { ok: false; error: string; message: string; errors?: Record<string, string[]> }

/** Their table (page "Create ticket API", error responses), by status; what it lacks goes by the word for the status. */
const CODES: Record<number, string> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'idempotency_key_conflict',
  422: 'validation_failed',
  429: 'rate_limited',
  501: 'not_available',
  503: 'service_unavailable',
}

/** What is wrong with a request is 422 to them, whatever is wrong with it. */
const statusOf = (status: number): number => ([400, 413, 415].includes(status) ? 422 : status)

/** Ours that are named in their words: the header is a field to them. */
const FIELDS: Record<string, string> = { 'Idempotency-Key': 'idempotency_key' }

/**
 * A refusal in Tickiti's envelope: a stable `error`, a `message` for people, and what is wrong by field, as their client
 * reads it (`message` a string, `errors` an object of lists).
 */
export const toTickitiError = (refusal: {
  status: number
  code: string
  detail: string
  fields: { path: string; message: string }[]
}): { status: number; body: TickitiError } => {
  const status = statusOf(refusal.status)
  const conflict = status === 409 && refusal.code !== 'idempotency_key_conflict'
  const error = conflict ? 'conflict' : (CODES[status] ?? 'server_error')
  const errors: Record<string, string[]> = {}
  for (const { path, message } of refusal.fields) {
    const field = FIELDS[path] ?? (path || 'body')
    errors[field] = [...(errors[field] ?? []), `${field} ${message}`]
  }
  return {
    status,
    body: {
      ok: false,
      error,
      message: refusal.detail,
      ...(status === 422 || refusal.fields.length > 0 ? { errors } : {}),
    },
  }
}
