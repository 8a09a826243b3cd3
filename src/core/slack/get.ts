import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { CONNECTION, type SlackConnection, toConnection } from './connection.ts'

/** A connection of the actor's desk; undefined where there is none. */
export const getSlackConnection = async (
  lodge: Lodge,
  actor: Pick<Actor, 'deskId'>,
  id: string,
): Promise<SlackConnection | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await lodge.store.db
    .selectFrom('slack_connection')
    .select(CONNECTION)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toConnection(row)
}
