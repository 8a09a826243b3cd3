import { inGroups } from '../../core/in-groups.ts'
import { type Claim, keysOf } from './claim.ts'

/**
 * Notes, durably, that the receiver of a delivery may have it from here on. False where another process has taken it
 * meanwhile. Those who ask while a note is being written share the next one, and its commit.
 */
export const noteHandedOver = inGroups(256, async (lodge, claims: Claim[]): Promise<boolean[]> => {
  const noted = await lodge.store.pool.query<{ id: string }>(
    `update delivery d set handed_over = true
     from unnest($1::bigint[], $2::bigint[], $3::integer[]) as c (desk_id, id, attempt)
     where d.desk_id = c.desk_id and d.id = c.id and d.state = 'sending' and d.attempts = c.attempt
     returning d.id`,
    keysOf(claims),
  )
  const ours = new Set(noted.rows.map(({ id }) => id))
  return claims.map(({ id }) => ours.has(id))
})
