/** A refusal as Glassix's clients read it: they show `message`, and take the status for the code. */
export type GlassixError = { status: number; body: { message: string } }

/** What is answered under another status than ours. Those of the contract: 400, 401, 403, 404, 429, 500. */
const STATUSES: Record<number, number> = { 413: 400, 415: 400, 422: 400 }

/** Ours in words of this contract, where ours would not help its caller. */
const MESSAGES: Record<string, string> = {
  unauthenticated: 'The access token is missing, unknown or has expired: ask for one at token/get.',
  ticket_not_found: 'There is no such ticket.',
  not_in_department: 'This is not in the department that the access token is for.',
  internal_error: 'Something went wrong on our side.',
}

/** A Problem of ours in Glassix's envelope. */
export const toGlassixError = (problem: { status: number; code: string; detail: string }): GlassixError => ({
  status: STATUSES[problem.status] ?? problem.status,
  body: { message: MESSAGES[problem.code] ?? problem.detail },
})
