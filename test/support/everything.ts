import type { TestDesk, TestLodge } from './lodge.ts'

/** All that a desk has, as one text. */
export const everythingOf = async ({ store }: TestLodge, desk: Pick<TestDesk, 'id'>): Promise<string> => {
  const tables = await store.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'desk_id' order by table_name`,
  )
  const texts = tables.rows.map(async ({ name }) => {
    const rows = await store.pool.query(`select t::text from ${name} t where desk_id = $1 order by t::text`, [desk.id])
    return `${name}\n${rows.rows.map((row) => row.t).join('\n')}`
  })
  return (await Promise.all(texts)).join('\n')
}
