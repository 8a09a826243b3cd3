import { sql } from 'kysely'
import type { Lodge } from '../lodge.ts'
import { RESOLUTION } from './rollup.ts'
import { type Slots, slotsOf } from './slots.ts'

export type CategoryRow = { category: { id: string; name: string; color: string | null }; resolved: number }

/** How tickets were resolved in a range, where that was said, the most frequent first; deleted categories too. */
export const readCategories = async (lodge: Lodge, slots: Slots): Promise<CategoryRow[]> => {
  const found = await sql<CategoryRow>`
    select json_build_object('id', c.id::text, 'name', c.name, 'color', c.color) as category, r.resolved
    from (
      select category_id, sum(resolved)::float8 as resolved from ${slotsOf(RESOLUTION, slots)} slots group by 1 having sum(resolved) > 0
    ) r join resolution_category c on c.desk_id = ${slots.deskId} and c.id = r.category_id
    order by r.resolved desc, c.id`.execute(lodge.store.db)
  return found.rows
}
