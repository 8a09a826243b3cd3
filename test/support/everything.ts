import type { TestDesk, TestLodge } from './lodge.ts'

/** By database: the one statement that reads all of a desk. Tests ask hundreds of times, so it is made once. */
const statements = new WeakMap<TestLodge['store'], Promise<string>>()

const statementOf = async (store: TestLodge['store']): Promise<string> => {
  const tables = await store.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attname = 'desk_id' and not a.attisdropped
     order by c.relname`,
  )
  return tables.rows
    .map(
      ({ name }) =>
        `select '${name}' as name, string_agg(t::text, e'\\n' order by t::text) as text from ${name} t where desk_id = $1`,
    )
    .join(' union all ')
}

/** All that a desk has, as one text. */
export const everythingOf = async ({ store }: TestLodge, desk: Pick<TestDesk, 'id'>): Promise<string> => {
  const statement = statements.get(store) ?? statementOf(store)
  statements.set(store, statement)
  const found = await store.pool.query<{ name: string; text: string | null }>({
    name: 'everything',
    text: await statement,
    values: [desk.id],
  })
  return found.rows.map(({ name, text }) => `${name}\n${text ?? ''}`).join('\n')
}
