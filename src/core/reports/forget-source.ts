import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import { SOURCE } from './rollup.ts'

/**
 * Counts what came from a source, which a ticket that is erased had alone, as from nowhere: what callers say there may be a
 * person's own. One that other tickets have too is no one's, and stays.
 */
export const forgetSource = async (
  db: Kysely<Tables>,
  deskId: string,
  ticket: { id: string; source: string },
): Promise<void> => {
  if (ticket.source === '') return
  const others = await db
    .selectFrom('ticket')
    .select('id')
    .where('desk_id', '=', deskId)
    .where('source', '=', ticket.source)
    .where('id', '<>', ticket.id)
    .limit(1)
    .executeTakeFirst()
  if (others) return
  const { table, measures } = SOURCE
  for (const name of [table, `${table}_hour`]) {
    await sql`
      with gone as (
        delete from ${sql.table(name)} where desk_id = ${deskId} and source = left(${ticket.source}, 200) returning *
      )
      insert into ${sql.table(name)} as t (desk_id, slot, department_id, channel, source, ${sql.raw(measures.join(', '))})
      select desk_id, slot, department_id, channel, '', ${sql.raw(measures.join(', '))} from gone
      on conflict (desk_id, slot, department_id, channel, source) do update
      set ${sql.raw(measures.map((one) => `${one} = t.${one} + excluded.${one}`).join(', '))}`.execute(db)
  }
}
