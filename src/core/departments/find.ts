import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { DEPARTMENT, type DepartmentRow } from './department.ts'

/** A department by id, else by name in any case, as the change's transaction sees it; deleted ones are not found. */
export const findDepartment = ({ tx, actor }: Change, idOrName: string): Promise<DepartmentRow | undefined> => {
  const isIt = sql<boolean>`id = ${looksLikeId(idOrName) ? idOrName : null}`
  return tx
    .selectFrom('department')
    .select(DEPARTMENT)
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`(${isIt} or lower(name) = lower(trim(${idOrName})))`)
    .orderBy(sql`(${isIt}) desc nulls last`)
    .executeTakeFirst()
}

/** A department in use, by id. */
export const liveDepartment = async ({ tx, actor }: Change, id: string): Promise<DepartmentRow | undefined> =>
  looksLikeId(id)
    ? tx
        .selectFrom('department')
        .select(DEPARTMENT)
        .where('desk_id', '=', actor.deskId)
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
    : undefined

/** Whether a live department other than `exceptId` has the name. Call under lockSettings. */
export const departmentNameTaken = async (
  { tx, actor }: Change,
  name: string,
  exceptId: string | null = null,
): Promise<boolean> => {
  let query = tx
    .selectFrom('department')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`lower(name) = lower(${name})`)
  if (exceptId !== null) query = query.where('id', '<>', exceptId)
  return (await query.executeTakeFirst()) !== undefined
}

/** Makes room for another default. Call under lockSettings. */
export const clearDefaultDepartment = async ({ tx, actor }: Change): Promise<void> => {
  await tx
    .updateTable('department')
    .set({ is_default: false })
    .where('desk_id', '=', actor.deskId)
    .where('is_default', '=', true)
    .execute()
}
