import { sql } from 'kysely'
import type { Lodge } from '../lodge.ts'
import type { OpenConnection } from './open.ts'

/** Who a Slack user is. `email` is null where it is not to be believed. */
export type SlackPerson = { name: string; email: string | null }

/** For how long Slack is not asked again. */
const KNOWN_MINUTES = 60

/** What Slack said of a user within the last hour. */
export const knownPerson = (
  lodge: Lodge,
  connection: OpenConnection,
  userId: string,
): Promise<SlackPerson | undefined> =>
  lodge.store.db
    .selectFrom('slack_user')
    .select(['name', 'email'])
    .where('desk_id', '=', connection.deskId)
    .where('connection_id', '=', connection.id)
    .where('user_id', '=', userId)
    .where('read_at', '>', sql<Date>`now() - make_interval(mins => ${KNOWN_MINUTES})`)
    .executeTakeFirst()

export const keepPerson = async (
  lodge: Lodge,
  connection: OpenConnection,
  userId: string,
  { name, email }: SlackPerson,
): Promise<void> => {
  const said = { name, email, read_at: new Date() }
  await lodge.store.db
    .insertInto('slack_user')
    .values({ desk_id: connection.deskId, connection_id: connection.id, user_id: userId, ...said })
    .onConflict((conflict) => conflict.columns(['desk_id', 'connection_id', 'user_id']).doUpdateSet(said))
    .execute()
}

/** Keeps which workspace a connection's token is of. */
export const keepTeam = async (lodge: Lodge, connection: OpenConnection, teamId: string): Promise<void> => {
  await lodge.store.db
    .updateTable('slack_connection')
    .set({ team_id: teamId })
    .where('desk_id', '=', connection.deskId)
    .where('id', '=', connection.id)
    .execute()
}
