import { beforeAll, expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'

/** Tables of the whole installation, not of one desk. */
const GLOBAL_TABLES = [
  'migration',
  'node_lease',
  'follower_cursor',
  'secret_check',
  // A person signs in before a desk is known, and may be a member of several.
  'auth_user',
  'auth_session',
  'auth_account',
  'auth_verification',
  'auth_two_factor',
  'auth_passkey',
  'auth_attempt',
]
/** A desk is found by its slug before its id is known. */
const GLOBAL_INDEXES = ['desk_slug']

const lodge = useLodge()

let tables: string[]
let unique: { name: string; table: string; first: string | null }[]
beforeAll(async () => {
  const { pool } = lodge.store
  const found = await pool.query<{ name: string }>(
    `select relname as name from pg_class c
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
  tables = found.rows.map((row) => row.name).filter((name) => !GLOBAL_TABLES.includes(name))
  const indexes = await pool.query<{ name: string; table: string; first: string | null }>(
    `select i.relname as name, t.relname as table, a.attname as first
     from pg_index x
     join pg_class i on i.oid = x.indexrelid
     join pg_class t on t.oid = x.indrelid
     left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
     where t.relnamespace = 'public'::regnamespace and x.indisunique`,
  )
  unique = indexes.rows.filter(({ table, name }) => !GLOBAL_TABLES.includes(table) && !GLOBAL_INDEXES.includes(name))
})

test('there are tables to look at', () => {
  expect(tables).toEqual(expect.arrayContaining(['desk', 'ticket', 'message', 'event', 'idempotency_key']))
})

test('every primary key and every unique index begins with desk_id', () => {
  expect(unique.filter(({ first }) => first !== 'desk_id')).toEqual([])
})

test('every table has a primary key', async () => {
  const keyed = await lodge.store.pool.query<{ name: string }>(
    `select conrelid::regclass::text as name from pg_constraint where contype = 'p'`,
  )
  const names = new Set(keyed.rows.map((row) => row.name))
  expect(tables.filter((table) => !names.has(table))).toEqual([])
})

test('every row names its desk', async () => {
  const named = await lodge.store.pool.query<{ name: string }>(
    `select attrelid::regclass::text as name from pg_attribute
     where attname = 'desk_id' and attnotnull and atttypid = 'bigint'::regtype`,
  )
  const names = new Set(named.rows.map((row) => row.name))
  expect(tables.filter((table) => !names.has(table))).toEqual([])
})

test('every foreign key stays within its desk', async () => {
  const keys = await lodge.store.pool.query<{ name: string; first: string }>(
    `select conname as name, a.attname as first
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where contype = 'f' and c.connamespace = 'public'::regnamespace`,
  )
  expect(keys.rows.filter(({ first }) => first !== 'desk_id')).toEqual([])
})
