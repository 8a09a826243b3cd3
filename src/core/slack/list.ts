import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { CONNECTION, type SlackConnection, toConnection } from './connection.ts'

/** Slack connections, the newest first. */
export const listSlackConnections = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<SlackConnection>> => {
  let query = lodge.store.db
    .selectFrom('slack_connection')
    .select(CONNECTION)
    .where('desk_id', '=', actor.deskId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  return toPage(await query.execute(), limit, (row) => [row.id], toConnection)
}
