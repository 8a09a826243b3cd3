import type pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { migrate, pendingMigrations } from '../../src/store/migrate.ts'
import { emptyDatabase } from '../support/lodge.ts'
import { openPool } from '../support/pool.ts'

const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers.reverse()) await close()
})

/** An empty database, and as many pools on it as processes are played. */
const fresh = async (processes = 1): Promise<pg.Pool[]> => {
  const { url, drop } = await emptyDatabase()
  closers.push(drop)
  return Array.from({ length: processes }, () => {
    const pool = openPool(url, 2)
    closers.push(() => pool.end())
    return pool
  })
}

const one = async (): Promise<pg.Pool> => {
  const [pool] = await fresh()
  if (!pool) throw new Error('no pool was made')
  return pool
}

test('an empty database gets everything once, and nothing the second time', async () => {
  const pool = await one()
  const pending = await pendingMigrations(pool)
  expect(pending).toContain('0001_core.sql')
  expect(await migrate(pool)).toEqual(pending)
  expect(await pendingMigrations(pool)).toEqual([])
  expect(await migrate(pool)).toEqual([])
})

test('two processes at once: one does it, the other finds it done', async () => {
  const pools = await fresh(2)
  const done = await Promise.all(pools.map((pool) => migrate(pool)))
  expect(done.filter((applied) => applied.length > 0)).toHaveLength(1)
})

test('a start that was ended between two migrations goes on where it stopped', async () => {
  const pool = await one()
  const all = await migrate(pool)
  await pool.query(`delete from migration where name like 'functions/%'`)
  const left = all.filter((name) => name.startsWith('functions/'))
  expect(await pendingMigrations(pool)).toEqual(left)
  expect(await migrate(pool)).toEqual(left)
})

test('a migration that fails is undone whole, and says which it is', async () => {
  const pool = await one()
  await pool.query('create table tag (id integer)')
  await expect(migrate(pool)).rejects.toThrow(/^Migration 0001_core.sql failed and was undone: .*"tag"/)
  const desk = await pool.query<{ found: boolean }>(`select to_regclass('desk') is not null as found`)
  expect(desk.rows).toEqual([{ found: false }])
  await pool.query('drop table tag')
  expect(await migrate(pool)).toContain('0001_core.sql')
})

test('an applied migration that was edited is refused', async () => {
  const pool = await one()
  await migrate(pool)
  await pool.query(`update migration set checksum = 'of another text' where name = '0001_core.sql'`)
  const refusal = 'Migration 0001_core.sql differs from the one this database was made with. Restore the original file.'
  await expect(migrate(pool)).rejects.toThrow(refusal)
  await expect(pendingMigrations(pool)).rejects.toThrow(refusal)
})

test('a database of a newer Lodge is refused, and left as it is', async () => {
  const pool = await one()
  await migrate(pool)
  await pool.query(`insert into migration (name, checksum) values ('9999_later.sql', 'x')`)
  await expect(migrate(pool)).rejects.toThrow('This database was migrated by a newer Lodge (it has 9999_later.sql).')
})

test('a function whose text changed is replaced', async () => {
  const pool = await one()
  await migrate(pool)
  await pool.query(`update migration set checksum = 'of the text before' where name = 'functions/pick_assignees.sql'`)
  expect(await migrate(pool)).toEqual(['functions/pick_assignees.sql'])
})
