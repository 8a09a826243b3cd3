import type { BounceKind } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { suppress } from './suppressions.ts'

/** What a bounce or a complaint says of one recipient. */
export type Failure = { address: string; kind: BounceKind; status: string | null; detail: string | null }

/** A mail of ours that came back. */
export type SentMail = { ticketId: string; sentId: string | null; recipients: string[] }

/** What we know of a mail of ours, by its Message-ID with angle brackets. Undefined where we sent none of it. */
export const findSentMail = async ({ tx, actor }: Change, mailId: string): Promise<SentMail | undefined> => {
  const row = await tx
    .selectFrom('mail_message')
    .select(['ticket_id', 'sent_id', 'recipients'])
    .where('desk_id', '=', actor.deskId)
    .where('message_id', '=', mailId)
    .executeTakeFirst()
  return row && { ticketId: row.ticket_id, sentId: row.sent_id, recipients: row.recipients ?? [] }
}

const DETAIL_MAX = 500

/**
 * Marks a message of ours as not having reached somebody, and where that is for good, or was called spam, the address.
 * Only addresses that the mail went to: whoever makes up a bounce silences nobody else. One that was sent to a single
 * address is that one's, whatever the bounce calls it (it may have been forwarded). Answers those that were marked.
 */
export const recordBounce = async (
  change: Change,
  inboundMailId: string,
  sent: SentMail,
  failures: Failure[],
): Promise<Failure[]> => {
  const { tx, lodge, actor } = change
  const [only, ...others] = sent.recipients
  const marked = failures.flatMap((failure): Failure[] => {
    if (sent.recipients.includes(failure.address)) return [failure]
    return only !== undefined && others.length === 0 ? [{ ...failure, address: only }] : []
  })
  if (marked.length === 0) return []
  const rows = marked.map((failure) => ({ ...failure, detail: failure.detail?.slice(0, DETAIL_MAX) ?? null }))
  await tx
    .insertInto('mail_bounce')
    .values(
      rows.map((row) => ({
        desk_id: actor.deskId,
        id: lodge.store.nextId(),
        inbound_mail_id: inboundMailId,
        ticket_id: sent.ticketId,
        message_id: sent.sentId,
        ...row,
      })),
    )
    .execute()
  for (const { address, kind, detail } of rows) {
    if (kind !== 'soft') await suppress(change, { address, reason: kind === 'hard' ? 'bounce' : 'complaint', detail })
  }
  await recordEvent(change, {
    type: 'mail.undelivered',
    ticketId: sent.ticketId,
    data: {
      ticket: { id: sent.ticketId },
      message_id: sent.sentId,
      inbound_mail: { id: inboundMailId },
      failures: rows,
    },
  })
  return rows
}
