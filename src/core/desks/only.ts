import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'

/** The desk of an installation that has one; undefined where there are several. */
export const onlyDesk = async ({ store }: Lodge): Promise<DeskId | undefined> => {
  const found = await store.pool.query<{ desk_id: DeskId }>('select desk_id from desk limit 2')
  return found.rows.length === 1 ? found.rows[0]?.desk_id : undefined
}
