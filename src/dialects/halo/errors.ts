export type HaloError = { error: string }

/** Their page "Tickets", error responses: what a failure of ours is called, by route. */
const FAILURES: Record<string, string> = {
  '/api/sdk/tickets/create': 'Failed to create ticket',
  '/api/sdk/users/identify': 'Failed to identify user',
  '/api/sdk/users/update': 'Failed to update users',
  '/api/sdk/companies/identify': 'Failed to identify company',
  '/api/sdk/events': 'Failed to track events',
}

/** Theirs for ours. */
const TEXTS: Record<string, string> = {
  missing_api_key: 'Missing API key',
  unauthenticated: 'Invalid or revoked API key',
  insufficient_scope: 'This API key may not do this',
  token_desk_mismatch: 'This API key belongs to another organization than this host',
  desk_not_found: 'Organization not found',
  identity_not_verified: 'Identity verification failed',
  origin_not_allowed: 'This origin may not use this API key',
}

/** A refusal in Halo's envelope, whose text is the first thing wrong: `subject is required`. Their numbers have no commas. */
export const toHaloError = (refusal: {
  status: number
  code: string
  detail: string
  fields: { path: string; message: string }[]
  url: string
}): HaloError => {
  if (refusal.status >= 500 && refusal.status !== 501)
    return { error: FAILURES[refusal.url] ?? 'Internal server error' }
  const [first] = refusal.fields
  const text = first ? `${first.path} ${plain(first.message)}`.trim() : refusal.detail
  return { error: TEXTS[refusal.code] ?? text }
}

const plain = (message: string): string =>
  message
    .replace(/^is required .*/, 'is required')
    .replace(' as JSON', '')
    .replaceAll(/(\d),(?=\d{3})/g, '$1')
