/** Expected failures are values: the compiler makes each caller answer them. A throw is a bug, or the database is away. */
export type Result<T, E extends { code: string }> = { ok: true; value: T } | { ok: false; error: E }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const fail = <E extends { code: string }>(error: E): { ok: false; error: E } => ({ ok: false, error })
