import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { IMPORT, type Import, toImport } from './import.ts'

/** The files that were sent to be taken in, the newest first. */
export const listImports = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<Import>> => {
  let query = lodge.store.db
    .selectFrom('import')
    .select(IMPORT)
    .where('desk_id', '=', actor.deskId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  return toPage(await query.execute(), limit, (row) => [row.id], toImport)
}

/** One of them, and how far it is; undefined where there is none. */
export const getImport = async (lodge: Lodge, actor: Actor, id: string): Promise<Import | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await lodge.store.db
    .selectFrom('import')
    .select(IMPORT)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toImport(row)
}
