import { systemActor } from '../actor.ts'
import { recordEvent } from '../events/record.ts'
import type { Lodge } from '../lodge.ts'
import type { Callback } from './callback.ts'
import type { Received } from './received.ts'

/**
 * Keeps what came from Slack, once by its key, with the event `slack.received` that has it acted on. Slack waits 3 s for
 * its answer and else sends again: this is all that is done before.
 */
export const receiveFromSlack = async (
  lodge: Lodge,
  { deskId, connectionId }: Callback,
  { key, channel, received }: { key: string; channel: string; received: Received },
): Promise<void> => {
  const isNew = await lodge.store.db.transaction().execute(async (tx) => {
    const kept = await tx
      .insertInto('slack_receipt')
      .values({ desk_id: deskId, connection_id: connectionId, key, channel, payload: JSON.stringify(received) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (kept.numInsertedOrUpdatedRows !== 1n) return false
    const { kind, userId, ticketId } = received
    const data = { connection: { id: connectionId }, key, kind, slack_user: userId, ticket: { id: ticketId } }
    await recordEvent({ tx, lodge, actor: systemActor(deskId, 'Slack') }, { type: 'slack.received', data })
    return true
  })
  if (isNew) lodge.nudge()
}
