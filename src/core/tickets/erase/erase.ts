import { sql } from 'kysely'
import type { Change } from '../../change.ts'
import { lockIntake } from '../../desks/lock.ts'
import { eraseUnsent } from '../../drafts/erase.ts'
import { recordEvent } from '../../events/record.ts'
import { emptyMails } from '../../inbound-mail/empty.ts'
import { takeBackRequesters } from '../../merges/participants.ts'
import { forgetSource } from '../../reports/forget-source.ts'
import { fail, ok, type Result } from '../../result.ts'
import type { TicketSnapshot } from '../ticket.ts'
import { lockTicket, writeTicket } from '../write.ts'
import { eraseKeptAnswers } from './answers.ts'
import { eraseEvents } from './events.ts'
import { type ReadLog, UNREAD } from './log.ts'
import { partFromRequester } from './requester.ts'
import { eraseTraces } from './traces.ts'

/** What is left, and the files of attachments and mails: to be removed after the commit (removeErasedFiles). */
type Erased = { ticket: TicketSnapshot; erasedAt: string; files: string[] }

/**
 * Erases what a ticket says of people, for good: subject, fields, metadata, messages, attachments, participants, who it is
 * from; and all that was made of them: snapshots of the event log, deliveries, mails, search, answers that are kept. The
 * ticket keeps its number, times, states, tags, department and assignee. Erasing again erases what came since.
 *
 * What left Lodge cannot be called back: mails, webhooks and messages to Slack that were sent. Holds up the desk's intake
 * while it lasts: `log` is what was read before that (readLog), so that only what came since is read under the lock.
 */
export const eraseTicket = async (
  change: Change,
  idOrNumber: string,
  log: ReadLog,
): Promise<Result<Erased, { code: 'ticket_not_found' }>> => {
  const { tx, actor } = change
  // Before the ticket, as everywhere: the requester may go.
  await lockIntake(change)
  const before = await lockTicket(change, idOrNumber)
  if (!before) return fail({ code: 'ticket_not_found' })
  const read = log.ticketId === before.id ? log : UNREAD
  const now = new Date()

  const sent = await tx
    .deleteFrom('attachment')
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', before.id)
    .returning(['id', 'storage_key'])
    .execute()
  const attachments = [...sent, ...(await eraseUnsent(change, before.id))]
  for (const table of ['participant', 'message_recipient'] as const) {
    await tx.deleteFrom(table).where('desk_id', '=', actor.deskId).where('ticket_id', '=', before.id).execute()
  }
  await takeBackRequesters(change, [before.id])
  const requester = await partFromRequester(change, before, read)
  const messages = await sql<{ id: string }>`
    update message
    set text = '', html = case when html is not null then '' end, markdown = case when markdown is not null then '' end
    where desk_id = ${actor.deskId} and ticket_id = ${before.id}
    returning id::text`.execute(tx)
  const ids = [before.id, ...messages.rows.map(({ id }) => id), ...attachments.map(({ id }) => id)]
  await eraseKeptAnswers(change, ids)
  const received = await emptyMails(tx, actor.deskId, [before.id], { parted: false })
  const words = await eraseEvents(
    change,
    before.id,
    { attachments: attachments.map(({ id }) => id), mails: received.ids },
    read,
  )
  await eraseTraces(tx, actor.deskId, before.id, words)
  await forgetSource(tx, actor.deskId, before)

  const empty = { subject: '', source: '', external_ref: null, updated_at: now.toISOString() }
  const ticket: TicketSnapshot = { ...before, ...empty, requester, fields: {}, metadata: {}, participants: [] }
  await writeTicket(change, ticket, { ...empty, contact_id: requester.id, fields: '{}', metadata: '{}' })
  const erasure = { erased_at: now, actor_kind: actor.kind, actor_id: actor.memberId ?? actor.credentialId }
  await tx
    .insertInto('ticket_erasure')
    .values({ desk_id: actor.deskId, ticket_id: ticket.id, ...erasure })
    .onConflict((conflict) => conflict.columns(['desk_id', 'ticket_id']).doUpdateSet(erasure))
    .execute()
  await recordEvent(change, { type: 'ticket.erased', ticketId: ticket.id, data: { ticket } })
  const files = [...attachments.map((row) => row.storage_key), ...received.files]
  return ok({ ticket, erasedAt: now.toISOString(), files })
}
