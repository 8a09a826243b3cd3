import pg from 'pg'

/** A test's own pool. Its end says goodbye and does not wait: the database may be gone before its connections are. */
export const openPool = (connectionString: string, max: number): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max })
  pool.on('error', () => {})
  return pool
}
