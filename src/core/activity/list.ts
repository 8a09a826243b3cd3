import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import type { Activity } from './activity.ts'

/** What a contact did, the newest first; undefined where there is no such contact. */
export const listActivity = async (
  lodge: Lodge,
  actor: Actor,
  contactId: string,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<Activity> | undefined> => {
  if (!looksLikeId(contactId)) return undefined
  const { db } = lodge.store
  const contact = await db
    .selectFrom('contact')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', contactId)
    .executeTakeFirst()
  if (!contact) return undefined
  let query = db
    .selectFrom('activity')
    .select(['id', 'contact_id', 'session_id', 'type', 'element', 'page_url', 'metadata', 'created_at'])
    .where('desk_id', '=', actor.deskId)
    .where('contact_id', '=', contactId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  return toPage(
    await query.execute(),
    limit,
    (row) => [row.id],
    (row) => ({ ...row, metadata: row.metadata ?? {}, created_at: row.created_at.toISOString() }),
  )
}
