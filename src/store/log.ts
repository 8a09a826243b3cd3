/** What rooms below the HTTP server log with: pino's shape, so that any logger of that shape serves. */
export type Log = {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}
