import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { FIELD, type Field, toField } from './field.ts'

export const findField = async (db: Kysely<Tables>, { deskId }: Actor, id: string): Promise<Field | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await db
    .selectFrom('field')
    .select(FIELD)
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toField(row)
}

/** Definitions by position, then label. */
export const listFields = async (
  db: Kysely<Tables>,
  { deskId }: Actor,
  { limit, after }: Paging<[position: number, label: string, id: string]>,
): Promise<Page<Field>> => {
  let query = db
    .selectFrom('field')
    .select(FIELD)
    .select(sql<string>`lower(label)`.as('sort'))
    .where('desk_id', '=', deskId)
    .orderBy('position')
    .orderBy('sort')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(position, lower(label), id) > (${after[0]}, ${after[1]}, ${after[2]})`)
  return toPage(
    await query.execute(),
    limit,
    (row) => [row.position, row.sort, row.id],
    ({ sort: _, ...row }) => toField(row),
  )
}
