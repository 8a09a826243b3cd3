export type HeadoniIssue = { path: string; code: string; message: string }
export type HeadoniError = { error: string; detail?: string; issues?: HeadoniIssue[] }

/** Ours in theirs, where they have another word. */
const CODES: Record<string, string> = {
  invalid_json: 'invalid_body',
  invalid_text: 'invalid_body',
  unsupported_media_type: 'invalid_body',
  body_too_large: 'invalid_body',
}

/** What a query is refused with, whatever of it is wrong. */
const QUERY_CODES: Record<string, string> = { invalid_text: 'invalid_query' }

/**
 * A refusal in Headoni's envelope (their page "API overview"): a stable `error`, a `detail` for people, and `issues` where
 * fields are wrong. `scope` is what the route asks for.
 */
export const toHeadoniError = (refusal: {
  code: string
  detail: string
  issues: HeadoniIssue[]
  isQuery: boolean
  scope: string
}): HeadoniError => {
  const error = (refusal.isQuery ? QUERY_CODES : CODES)[refusal.code] ?? refusal.code
  if (error === 'insufficient_scope') return { error, detail: `requires "${refusal.scope}"` }
  const isInvalid = error === 'invalid_body' || error === 'invalid_query'
  const unplaced = [{ path: '', code: refusal.code, message: refusal.detail }]
  const issues = refusal.issues.length > 0 ? refusal.issues : isInvalid ? unplaced : undefined
  return { error, detail: refusal.detail, ...(issues && { issues }) }
}
