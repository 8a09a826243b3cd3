import type { Change } from '../change.ts'
import { ATTACHMENTS_OF_ROW } from '../drafts/draft.ts'
import { ok, type Result } from '../result.ts'
import { lockScheduledMessage, type TooLate } from './lock.ts'
import { SCHEDULED, type ScheduledMessage, toScheduledMessage } from './scheduled-message.ts'

/**
 * Takes back a message before its time; once it has been cancelled it is never sent. It is its writer's draft again, unless
 * they have begun another one there. What a template was to say was never typed, and is no draft.
 */
export const cancelScheduledMessage = async (
  change: Change,
  id: string,
): Promise<Result<ScheduledMessage, TooLate>> => {
  const { tx, actor } = change
  const locked = await lockScheduledMessage(change, id)
  if (!locked.ok) return locked
  const { credential_id, uploads, ...row } = await tx
    .deleteFrom('scheduled_message as d')
    .where('d.desk_id', '=', actor.deskId)
    .where('d.id', '=', id)
    .returning([...SCHEDULED, 'd.credential_id', 'd.attachments as uploads', ATTACHMENTS_OF_ROW.as('attachments')])
    .executeTakeFirstOrThrow()
  const { content } = row
  if (content.body !== null) {
    const draft = {
      public: content.public,
      format: content.body_format,
      body: content.body,
      to: content.to ?? [],
      cc: content.cc,
      bcc: content.bcc,
      status_after: content.status,
      seen_message_id: content.seen_message_id,
      signed: content.signed,
    }
    await tx
      .insertInto('draft')
      .values({
        desk_id: actor.deskId,
        ticket_id: row.ticket_id,
        writer_id: row.member_id ?? credential_id ?? '0',
        content: JSON.stringify(draft),
        attachments: uploads,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  return ok(toScheduledMessage(row))
}
