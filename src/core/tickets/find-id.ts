import { sql } from 'kysely'
import type { Database } from '../../store/open.ts'
import { inReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'

/** A ticket's id and department, where it is within the actor's reach: by its number or, where no ticket has that number, its id. */
export const findTicketId = async (
  db: Database,
  actor: Actor,
  idOrNumber: string,
): Promise<{ id: string; departmentId: string } | undefined> => {
  if (!looksLikeId(idOrNumber)) return undefined
  const found = await sql<{ id: string; departmentId: string }>`
    select t.id::text, t.department_id::text as "departmentId" from ticket t
    where t.desk_id = ${actor.deskId} and (t.number = ${idOrNumber}::bigint or t.id = ${idOrNumber}::bigint)
      and ${inReach(actor.departments)}
    order by t.number = ${idOrNumber}::bigint desc limit 1`.execute(db)
  return found.rows[0]
}
