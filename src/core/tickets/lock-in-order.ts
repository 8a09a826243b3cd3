import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'

/**
 * Locks several tickets, by numbers or ids, in the order of their ids: two changes of some of the same ones wait for each
 * other, rather than each for what the other has. What they are is for lockTicket() to read.
 */
export const lockInOrder = async ({ tx, actor }: Change, idsOrNumbers: string[]): Promise<void> => {
  await sql`
    select from ticket t
    where t.desk_id = ${actor.deskId} and t.id in (
      select coalesce(n.id, g.given)
      from unnest(${idsOrNumbers.filter(looksLikeId)}::bigint[]) as g (given)
      left join ticket n on n.desk_id = ${actor.deskId} and n.number = g.given
    )
    order by t.id for update`.execute(tx)
}
