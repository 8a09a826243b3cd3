import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { type Invitation, toInvitation } from './invitation.ts'

/** Invitations, the newest first, whatever became of them. */
export const listInvitations = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<Invitation>> => {
  let query = lodge.store.db
    .selectFrom('invitation')
    .selectAll()
    .where('desk_id', '=', actor.deskId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  return toPage(await query.execute(), limit, (row) => [row.id], toInvitation)
}
