/** A failure whose message is written for the operator: printed as it stands, without a stack, exit code 1. */
export class OperatorError extends Error {
  override name = 'OperatorError'
}

/** The database cannot be reached, or ended the session: nothing is wrong with the request, and a retry may succeed. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
  constructor(cause: unknown) {
    super('the database is not available', { cause })
  }
}

/**
 * Whether an error of `pg` means that the server is away, full, or stopping. SQLSTATE classes 08 (connection), 53
 * (insufficient resources: disk full, too many connections), 57 (operator intervention: shutdown, crash) and 58 (system
 * error); no SQLSTATE at all is the socket's own error.
 */
export const isUnavailable = (error: unknown): boolean => {
  if (error instanceof DatabaseUnavailable) return true
  if (!(error instanceof Error)) return false
  const code = (error as Error & { code?: unknown }).code
  if (typeof code !== 'string')
    return /Connection terminated|connection timeout|timeout exceeded when trying to connect|is not queryable/i.test(
      error.message,
    )
  return /^(08|53|57P|58)/.test(code) || code === '25006' || /^E[A-Z]{3,}$/.test(code)
}

/** The SQLSTATE of a database error, e.g. `23505` for a unique violation. */
export const sqlState = (error: unknown): string | undefined => {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : undefined
}

/**
 * Whether a statement may succeed the second time: it met another transaction (class 40: deadlock, serialisation), or a row
 * that another one wrote after it had looked (23505).
 */
export const isTransient = (error: unknown): boolean => /^(40|23505)/.test(sqlState(error) ?? '')
