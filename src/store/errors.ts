/** A failure whose message is written for the operator: printed as it stands, without a stack; the process ends with `exitCode`. */
export class OperatorError extends Error {
  override name = 'OperatorError'
  readonly exitCode: number
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** The database cannot be reached, or ended the session: nothing is wrong with the request, and a retry may succeed. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
  constructor(cause: unknown) {
    super('the database is not available', { cause })
  }
}

/**
 * SQLSTATEs of a database that is not to be had just now: 08 connection, 25006 read-only, 28 and 42501 our role or a right
 * of it is revoked, 3D000 and 55000 no such database or closed to sessions, 53 disk or connections used up, 57014 timed out,
 * 57P shutdown or crash, 58 the system failed.
 */
const UNAVAILABLE = /^(08|25006|28|3D000|42501|53|55000|57014|57P|58)/
/** What `pg` and the socket say of their own. */
const BROKEN =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Query read timeout|is not queryable/i

/** Whether an error of `pg` means that nothing is wrong with the request, and a retry may succeed once the server is well. */
export const isUnavailable = (error: unknown): boolean => {
  if (error instanceof DatabaseUnavailable) return true
  if (!(error instanceof Error)) return false
  const code = (error as Error & { code?: unknown }).code
  if (typeof code !== 'string') return BROKEN.test(error.message)
  // A quota or a limit on files has no SQLSTATE of its own.
  if (code === 'XX000') return /^could not (create|extend|flush|fsync|open|write) /.test(error.message)
  return UNAVAILABLE.test(code) || /^E[A-Z]{3,}$/.test(code)
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
