import { type DeskId, looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { unsealSlack } from './seal.ts'

/** The connection that a request of Slack's is for, and what it is signed with; undefined where nothing may come in. */
export type Callback = { deskId: DeskId; connectionId: string; signingSecret: string }

/** Finds a connection by its id alone: Slack knows of no desks. */
export const findCallback = async (lodge: Lodge, id: string): Promise<Callback | undefined> => {
  if (!looksLikeId(id)) return undefined
  const found = await lodge.store.pool.query<{ desk_id: DeskId; signing_secret: Buffer }>(
    'select desk_id, signing_secret from slack_connection where id = $1 and is_enabled and signing_secret is not null',
    [id],
  )
  const row = found.rows[0]
  if (!row) return undefined
  const signingSecret = unsealSlack(lodge, row.desk_id, id, 'signing_secret', row.signing_secret)
  return signingSecret === undefined ? undefined : { deskId: row.desk_id, connectionId: id, signingSecret }
}

/** The ticket of a thread; undefined where it is none of ours. */
export const ticketOfThread = async (
  lodge: Lodge,
  { deskId, connectionId }: Callback,
  channel: string,
  ts: string,
): Promise<string | undefined> => {
  const found = await lodge.store.db
    .selectFrom('slack_thread')
    .select('ticket_id')
    .where('desk_id', '=', deskId)
    .where('connection_id', '=', connectionId)
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .executeTakeFirst()
  return found?.ticket_id
}
