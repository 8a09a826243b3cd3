import pg from 'pg'

type Callback = (error: Error | null, result: pg.QueryResult) => void

/** A statement that takes longer is ended by the server; one of a server that stands still is given up a second later. */
export const STATEMENT_MS = 4_000
const ANSWER_MS = STATEMENT_MS + 1_000

/**
 * A session that is given up where its server does not answer a statement in time, since it stands still or is cut off: the
 * statement fails with `Connection terminated`, and the pool opens another. (`query_timeout` of pg would keep the session.)
 *
 * Every statement is asked for with a callback. Behind a promise of the driver's, or its own timeout, what a statement
 * answered stays in memory until the next full collection: pauses of 6 ms where they are of 1 (seen with pg 8.23, Node 24).
 */
export class TimedClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: as the driver's own signatures have it
  override query(config: any, values?: any, callback?: any): any {
    // A cursor or a stream, which reads for as long as it likes.
    if (typeof config?.submit === 'function') return super.query(config, values, callback)
    if (typeof values === 'function') return this.#ask(config, undefined, values)
    if (callback) return this.#ask(config, values, callback)
    return new Promise((resolve, reject) => {
      this.#ask(config, values, (error, result) => (error ? reject(error) : resolve(result)))
    })
  }

  #ask(config: string | pg.QueryConfig, values: unknown[] | undefined, done: Callback): void {
    const timer = setTimeout(() => void this.end(), ANSWER_MS)
    const answered: Callback = (error, result) => {
      clearTimeout(timer)
      done(error, result)
    }
    const given = typeof config === 'string' ? { text: config } : config
    super.query(values ? { ...given, values } : given, answered)
  }
}
