import { claimable } from '../attachments/claimable.ts'
import type { Change } from '../change.ts'
import { deleteSentDraft } from '../drafts/sent.ts'
import type { AddMessageError } from '../messages/add.ts'
import { checkMentions } from '../messages/mentions.ts'
import { newerMessages } from '../messages/newer.ts'
import { fail, ok, type Result } from '../result.ts'
import { type TemplateNotUsable, usableTemplate } from '../templates/find.ts'
import { changeStatus } from '../tickets/status.ts'
import { lockTicket } from '../tickets/write.ts'
import { type ScheduledContent, type ScheduledMessage, toScheduledMessage } from './scheduled-message.ts'

type Wanted = { content: ScheduledContent; attachments: string[]; sendAt: Date }

/**
 * Keeps a message to be sent at its time, if it could be sent now: what is refused then is refused here. It takes the place
 * of its writer's draft, and is as private: nobody is told, so it writes no event before it is sent.
 */
export const scheduleMessage = async (
  change: Change,
  idOrNumber: string,
  { content, attachments, sendAt }: Wanted,
): Promise<Result<ScheduledMessage, AddMessageError | TemplateNotUsable>> => {
  const { tx, lodge, actor } = change
  const ticket = await lockTicket(change, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const newer = content.seen_message_id === null ? [] : await newerMessages(change, ticket.id, content.seen_message_id)
  if (newer.length > 0) return fail({ code: 'conversation_moved_on', messages: newer })
  const mentions = await checkMentions(change, content.mentions)
  if (!mentions.ok) return mentions
  const template = content.template === null ? ok(null) : await usableTemplate(tx, actor.deskId, content.template)
  if (!template.ok) return template
  const snoozedUntil = content.snoozed_until === null ? undefined : new Date(content.snoozed_until)
  const state = changeStatus(ticket, { status: content.status ?? undefined, snoozedUntil }, sendAt)
  if (!state.ok) return state
  const uploads = await claimable(tx, actor, attachments)
  if (!uploads.ok) return uploads
  const row = await tx
    .insertInto('scheduled_message')
    .values({
      desk_id: actor.deskId,
      id: lodge.store.nextId(),
      ticket_id: ticket.id,
      member_id: actor.memberId,
      credential_id: actor.credentialId,
      actor_kind: actor.kind,
      actor_name: actor.name,
      content: JSON.stringify(content),
      attachments,
      send_at: sendAt,
    })
    .returning(['id', 'ticket_id', 'member_id', 'actor_name', 'state', 'reason', 'content', 'send_at', 'created_at'])
    .executeTakeFirstOrThrow()
  await deleteSentDraft(change, ticket.id)
  return ok(toScheduledMessage({ ...row, attachments: uploads.value }))
}
