import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { BUSINESS_HOURS, type BusinessHours, toBusinessHours } from './business-hours.ts'

export const findBusinessHours = async ({ tx, actor }: Change, id: string): Promise<BusinessHours | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await tx
    .selectFrom('business_hours')
    .select(BUSINESS_HOURS)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toBusinessHours(row)
}

/** Whether others than `exceptId` have the name. Call under lockSettings. */
export const hoursNameTaken = async ({ tx, actor }: Change, name: string, exceptId = '0'): Promise<boolean> => {
  const other = await tx
    .selectFrom('business_hours')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('id', '<>', exceptId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirst()
  return other !== undefined
}

/** Makes room for another default. Call under lockSettings. */
export const clearDefaultHours = async ({ tx, actor }: Change): Promise<void> => {
  await tx
    .updateTable('business_hours')
    .set({ is_default: false })
    .where('desk_id', '=', actor.deskId)
    .where('is_default', '=', true)
    .execute()
}
