import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'

/** How a ticket can have been resolved: `Refunded`, `Not our parcel`. */
export type ResolutionCategory = {
  id: string
  name: string
  /** `#rrggbb` */
  color: string | null
  position: number
  created_at: string
  deleted_at: string | null
}

export const RESOLUTION_CATEGORY = ['id', 'name', 'color', 'position', 'created_at', 'deleted_at'] as const

type Row = Omit<ResolutionCategory, 'created_at' | 'deleted_at'> & { created_at: Date; deleted_at: Date | null }

export const toResolutionCategory = (row: Row): ResolutionCategory => ({
  id: row.id,
  name: row.name,
  color: row.color,
  position: row.position,
  created_at: row.created_at.toISOString(),
  deleted_at: row.deleted_at?.toISOString() ?? null,
})

export type CategoryNotFound = { code: 'resolution_category_not_found' }

/** A category in use, by id, else by name in any case. */
export const findResolutionCategory = ({ tx, actor }: Change, idOrName: string): Promise<Row | undefined> => {
  const isIt = sql<boolean>`id = ${looksLikeId(idOrName) ? idOrName : null}`
  return tx
    .selectFrom('resolution_category')
    .select(RESOLUTION_CATEGORY)
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`(${isIt} or lower(name) = lower(${idOrName}))`)
    .orderBy(sql`(${isIt}) desc nulls last`)
    .executeTakeFirst()
}

/** Whether another category in use has the name. Call under lockSettings. */
export const categoryNameTaken = async ({ tx, actor }: Change, name: string, but: string | null): Promise<boolean> => {
  const row = await tx
    .selectFrom('resolution_category')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where(sql<boolean>`id is distinct from ${but}`)
    .executeTakeFirst()
  return row !== undefined
}
