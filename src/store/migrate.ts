import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { OperatorError } from './errors.ts'

/** Any two processes that migrate the same database take this lock: the first migrates, the others find it done. */
const LOCK = 7_650_143_118

const migrationsDir = join(import.meta.dirname, 'migrations')
const FUNCTIONS = 'functions/'
const functionsDir = join(import.meta.dirname, 'functions')

/** `key` is what the table of applied ones knows it by. */
type SqlFile = { key: string; text: string; checksum: string }

const sqlFiles = (dir: string, prefix = ''): SqlFile[] =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(dir, name), 'utf8')
      return { key: prefix + name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })

const functionFiles = (): SqlFile[] => sqlFiles(functionsDir, FUNCTIONS)

/**
 * Brings the schema up to date: numbered migrations, forward only, each in a transaction of its own, so that a start that
 * is killed half-way goes on where it stopped; then every function of store/functions whose text changed.
 *
 * Answers the names that were applied. Throws an OperatorError where an applied migration was edited afterwards, or the
 * database was migrated by a newer Lodge.
 */
export const migrate = async (pool: pg.Pool): Promise<string[]> => {
  // A session of its own: a migration takes the time it takes, and closing it gives the lock back.
  const client = new pg.Client(pool.options)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    )
    const todo = await missing(client)
    for (const file of todo) await inTransaction(client, file)
    return todo.map((file) => file.key)
  } finally {
    await client.end()
  }
}

/** What migrate() would apply. Throws as it does where the database is not this Lodge's to migrate. */
export const pendingMigrations = async (pool: pg.Pool): Promise<string[]> => {
  const client = await pool.connect()
  try {
    const table = await client.query<{ found: boolean }>(`select to_regclass('migration') is not null as found`)
    const files = table.rows[0]?.found ? await missing(client) : [...sqlFiles(migrationsDir), ...functionFiles()]
    return files.map((file) => file.key)
  } finally {
    client.release()
  }
}

const missing = async (client: pg.ClientBase): Promise<SqlFile[]> => {
  const rows = await client.query<{ name: string; checksum: string }>('select name, checksum from migration')
  const applied = new Map(rows.rows.map((row) => [row.name, row.checksum]))
  const migrations = sqlFiles(migrationsDir)
  checkHistory(applied, migrations)
  return [
    ...migrations.filter((file) => !applied.has(file.key)),
    ...functionFiles().filter((file) => applied.get(file.key) !== file.checksum),
  ]
}

const inTransaction = async (client: pg.ClientBase, { key, text, checksum }: SqlFile): Promise<void> => {
  try {
    await client.query('begin')
    await client.query(text)
    await client.query(
      'insert into migration (name, checksum) values ($1, $2) on conflict (name) do update set checksum = excluded.checksum, applied_at = now()',
      [key, checksum],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const reason = error instanceof Error ? error.message : String(error)
    throw new OperatorError(`Migration ${key} failed and was undone: ${reason}`)
  }
}

const checkHistory = (applied: Map<string, string>, known: SqlFile[]): void => {
  const ours = new Map(known.map((file) => [file.key, file.checksum]))
  for (const [name, checksum] of applied) {
    if (name.startsWith(FUNCTIONS)) continue
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
