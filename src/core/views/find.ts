import type { Kysely } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import { isVisible, toView, VIEW, type View } from './view.ts'

/** A view that the actor has. */
export const findView = async (db: Kysely<Tables>, actor: Actor, id: string): Promise<View | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await db
    .selectFrom('view')
    .select(VIEW)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .where(isVisible(actor))
    .executeTakeFirst()
  return row && toView(row)
}
