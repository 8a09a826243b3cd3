import type pg from 'pg'
import { pendingMigrations } from '../../store/migrate.ts'
import { judgeClock } from './clock.ts'
import { about, type Finding, messageOf } from './finding.ts'

/** What Lodge needs of its database, which answers already: its schema, its letters and its clock. */
export const checkConnected = async (pool: pg.Pool): Promise<Finding[]> => [
  await checkLetters(pool),
  await checkSchema(pool),
  await checkClock(pool),
]

const checkSchema = async (pool: pg.Pool): Promise<Finding> => {
  const { ok, warn, fail } = about('schema')
  try {
    const pending = await pendingMigrations(pool)
    return pending.length === 0
      ? ok('up to date')
      : warn(`${pending.length} to apply (${pending.join(', ')}): run \`lodge migrate\`, or start the server`)
  } catch (error) {
    return fail(messageOf(error))
  }
}

/** Under LC_CTYPE = C PostgreSQL's trigrams know the letters A to Z only. */
const checkLetters = async (pool: pg.Pool): Promise<Finding> => {
  const { ok, warn } = about('search')
  const asked = await pool.query<{ ctype: string; encoding: string }>(
    `select datctype as ctype, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
  )
  const { ctype, encoding } = asked.rows[0] ?? { ctype: '', encoding: '' }
  if (encoding !== 'UTF8') return warn(`the database's encoding is ${encoding}: make it anew in UTF8`)
  return /^(C|POSIX)$/.test(ctype)
    ? warn(`the database's LC_CTYPE is ${ctype}: the search finds no letters but A to Z. Make it anew with C.UTF-8`)
    : ok(`knows all letters (${encoding}, ${ctype})`)
}

const checkClock = async (pool: pg.Pool): Promise<Finding> => {
  const asked = performance.now()
  const found = await pool.query<{ now: number }>('select extract(epoch from clock_timestamp())::float8 * 1000 as now')
  const onTheWay = (performance.now() - asked) / 2
  return judgeClock(Date.now() - onTheWay, found.rows[0]?.now)
}
