import { sql } from 'kysely'
import type { Change } from '../change.ts'

/**
 * Changes what all tickets with one value of a column refer to, and says how many there were. In the order of ids, so that
 * two such changes at once do not deadlock. Their `updated_at` stays: nobody worked on them, and the order by recency is
 * what people work by.
 */
export const moveAllTickets = async (
  { tx, actor }: Change,
  column: 'department_id' | 'ticket_type_id' | 'assignee_id',
  from: string,
  to: string | null,
): Promise<number> => {
  const moved = await sql`
    update ticket set ${sql.ref(column)} = ${to}
    where desk_id = ${actor.deskId} and id in (
      select id from ticket where desk_id = ${actor.deskId} and ${sql.ref(column)} = ${from} order by id for update
    )`.execute(tx)
  return Number(moved.numAffectedRows)
}
