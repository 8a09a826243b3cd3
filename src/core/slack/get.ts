import type { Kysely } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { type DeskId, looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { CONNECTION, type SlackConnection, toConnection } from './connection.ts'

/** A connection of the actor's desk; undefined where there is none. */
export const getSlackConnection = (
  lodge: Lodge,
  actor: Pick<Actor, 'deskId'>,
  id: string,
): Promise<SlackConnection | undefined> => slackConnectionOf(lodge.store.db, actor.deskId, id)

/** A connection of a desk, as `db` sees it, be that a transaction. */
export const slackConnectionOf = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  id: string,
): Promise<SlackConnection | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await db
    .selectFrom('slack_connection')
    .select(CONNECTION)
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toConnection(row)
}
