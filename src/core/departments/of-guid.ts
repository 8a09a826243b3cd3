import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'

/** A department in use, of any desk, by its GUID (in lower case): for who says no more than that. */
export const departmentOfGuid = async (
  lodge: Lodge,
  guid: string,
): Promise<{ deskId: DeskId; departmentId: string } | undefined> => {
  const found = await lodge.store.pool.query<{ desk_id: DeskId; id: string }>(
    'select desk_id, id from department where guid = $1 and deleted_at is null',
    [guid],
  )
  const row = found.rows[0]
  return row && { deskId: row.desk_id, departmentId: row.id }
}
