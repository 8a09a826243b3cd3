import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { CONNECTION, type SlackConnection, toConnection } from './connection.ts'
import { lockConnection } from './lock.ts'

/** Forgets a connection with its secrets, threads and people. What was posted stays in Slack. */
export const deleteSlackConnection = async (
  change: Change,
  id: string,
): Promise<Result<SlackConnection, { code: 'slack_connection_not_found' }>> => {
  const { tx, actor } = change
  if (!(await lockConnection(change, id))) return fail({ code: 'slack_connection_not_found' })
  for (const table of ['slack_thread', 'slack_receipt', 'slack_user'] as const) {
    await tx.deleteFrom(table).where('desk_id', '=', actor.deskId).where('connection_id', '=', id).execute()
  }
  const row = await tx
    .deleteFrom('slack_connection')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returning(CONNECTION)
    .executeTakeFirstOrThrow()
  const connection = toConnection(row)
  await recordEvent(change, { type: 'slack_connection.deleted', data: { connection } })
  return ok(connection)
}
