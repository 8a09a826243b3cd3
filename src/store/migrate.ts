import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { OperatorError } from './errors.ts'

/** Any two processes that migrate the same database take this lock: the first migrates, the others find it done. */
const LOCK = 7_650_143_118

const migrationsDir = join(import.meta.dirname, 'migrations')
const functionsDir = join(import.meta.dirname, 'functions')

const sqlFiles = (dir: string) =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(dir, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })

/**
 * Brings the schema up to date: numbered migrations, forward only, each in a transaction of its own, so that a start that
 * is killed half-way goes on where it stopped; then every function of store/functions whose text changed.
 *
 * Answers the names that were applied. Throws an OperatorError where an applied migration was edited afterwards, or the
 * database was migrated by a newer Lodge.
 */
export const migrate = async (pool: pg.Pool): Promise<string[]> => {
  // A session of its own: a migration takes the time it takes, and closing it gives the lock back.
  const client = new pg.Client({ ...pool.options, query_timeout: undefined })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    )
    const rows = await client.query<{ name: string; checksum: string }>('select name, checksum from migration')
    const applied = new Map(rows.rows.map((row) => [row.name, row.checksum]))
    const migrations = sqlFiles(migrationsDir)
    checkHistory(applied, migrations)
    const done: string[] = []
    for (const { name, text, checksum } of migrations) {
      if (applied.has(name)) continue
      await inTransaction(client, text, name, checksum)
      done.push(name)
    }
    for (const { name, text, checksum } of sqlFiles(functionsDir)) {
      const key = `functions/${name}`
      if (applied.get(key) === checksum) continue
      await inTransaction(client, text, key, checksum)
      done.push(key)
    }
    return done
  } finally {
    await client.end()
  }
}

const inTransaction = async (client: pg.Client, text: string, name: string, checksum: string): Promise<void> => {
  try {
    await client.query('begin')
    await client.query(text)
    await client.query(
      'insert into migration (name, checksum) values ($1, $2) on conflict (name) do update set checksum = excluded.checksum, applied_at = now()',
      [name, checksum],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const reason = error instanceof Error ? error.message : String(error)
    throw new OperatorError(`Migration ${name} failed and was undone: ${reason}`)
  }
}

const checkHistory = (applied: Map<string, string>, known: { name: string; checksum: string }[]): void => {
  const ours = new Map(known.map((file) => [file.name, file.checksum]))
  for (const [name, checksum] of applied) {
    if (name.startsWith('functions/')) continue
    const expected = ours.get(name)
    if (expected === undefined) {
      throw new OperatorError(
        `This database was migrated by a newer Lodge (it has ${name}). Start that version or a newer one.`,
      )
    }
    if (expected !== checksum) {
      throw new OperatorError(
        `Migration ${name} differs from the one this database was made with. Restore the original file.`,
      )
    }
  }
}
