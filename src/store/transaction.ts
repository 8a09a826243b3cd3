import type pg from 'pg'

/** Runs statements as one transaction on a connection of the pool; a throw undoes them. `settings` (SQL) hold within it. */
export const transaction = async <T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  settings = '',
): Promise<T> => {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query(`begin; ${settings}`)
    const done = await work(client)
    await client.query('commit')
    return done
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}
