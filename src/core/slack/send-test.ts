import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { CONNECTION, type SlackConnection, toConnection } from './connection.ts'
import { lockConnection } from './lock.ts'

/**
 * Asks for a test message: the event `slack.test`, which the channel delivers like any other. An app's goes to `channel`,
 * else to the first that its routes name.
 */
export const testSlackConnection = async (
  change: Change,
  id: string,
  channel: string | null,
): Promise<
  Result<
    SlackConnection,
    | { code: 'slack_connection_not_found' }
    | { code: 'slack_connection_disabled' }
    | { code: 'channel_required' }
    | { code: 'channel_not_allowed' }
  >
> => {
  const { tx, actor } = change
  if (!(await lockConnection(change, id))) return fail({ code: 'slack_connection_not_found' })
  const row = await tx
    .selectFrom('slack_connection')
    .select(CONNECTION)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const connection = toConnection(row)
  if (!connection.enabled) return fail({ code: 'slack_connection_disabled' })
  if (connection.kind === 'incoming_webhook' && channel !== null) return fail({ code: 'channel_not_allowed' })
  const to = channel ?? connection.routes[0]?.channel ?? null
  if (connection.kind === 'app' && to === null) return fail({ code: 'channel_required' })
  await recordEvent(change, { type: 'slack.test', data: { connection, channel: to } })
  return ok(connection)
}
