/** What one check found. A `fail` keeps Lodge from running, a `warn` may one day. */
export type Finding = { check: string; state: 'ok' | 'warn' | 'fail'; detail: string }

/** Findings of one check, by its name. */
export const about = (check: string) => ({
  ok: (detail: string): Finding => ({ check, state: 'ok', detail }),
  warn: (detail: string): Finding => ({ check, state: 'warn', detail }),
  fail: (detail: string): Finding => ({ check, state: 'fail', detail }),
})

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
