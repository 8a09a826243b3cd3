import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvents } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { erasedAmong } from '../tickets/erase/among.ts'
import { lockInOrder } from '../tickets/lock-in-order.ts'
import type { StatusState } from '../tickets/status.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { changesBetween } from '../tickets/update.ts'
import { lockTicket, writeTicket } from '../tickets/write.ts'
import { countMessages } from './count.ts'
import { copyRequesters, takeBackRequesters } from './participants.ts'

export type UnmergeTicketError = { code: 'ticket_not_found' } | { code: 'not_merged' } | { code: 'ticket_erased' }

/**
 * Takes a merge back: the ticket has its status and its own messages again, with what had been merged into it before. What
 * came to it meanwhile stays with the other. Its requester takes part there no more, where the merge brought them. Answers
 * the ticket. Events: `ticket.updated` of it, `ticket.unmerged` of the other. Refused once its personal data was erased.
 */
export const unmergeTicket = async (
  change: Change,
  idOrNumber: string,
): Promise<Result<TicketSnapshot, UnmergeTicketError>> => {
  const { tx, actor } = change
  // One at a time merges or is taken apart: what is read of it stays so.
  await lockSettings(change)
  const merge = await mergeOf(change, idOrNumber)
  await lockInOrder(change, [idOrNumber, ...(merge ? [merge.root_id] : [])])
  const seen = await lockTicket(change, idOrNumber)
  if (!seen) return fail({ code: 'ticket_not_found' })
  if (!merge) return fail({ code: 'not_merged' })
  const erased = await erasedAmong(tx, actor.deskId, [seen.id])
  if (erased.has(seen.id)) return fail({ code: 'ticket_erased' })
  const root = await lockTicket(change, merge.root_id)
  if (!root) throw new Error('a ticket was merged into none')

  const family = await familyOf(change, seen.id)
  await tx
    .deleteFrom('ticket_merge')
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', seen.id)
    .executeTakeFirst()
  await tx
    .updateTable('ticket_merge')
    .set({ root_id: seen.id })
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', 'in', family)
    .execute()
  const gone = new Set((await takeBackRequesters(change, family)).map(({ participantId }) => participantId))
  const left = { ...root, participants: root.participants.filter(({ id }) => !gone.has(id)) }
  // Who came by this ticket, and by another as well that is still there.
  const after = await countMessages(change, await copyRequesters(change, left))
  const { ticket, event } = await reopen(change, await countMessages(change, seen), merge)
  const unmerged = { id: ticket.id, number: ticket.number }
  await recordEvents(change, [
    event,
    {
      type: 'ticket.unmerged',
      ticketId: after.id,
      data: { ticket: after, unmerged, changes: changesBetween(root, after) },
    },
  ])
  return ok(ticket)
}

type Merge = {
  root_id: string
  status: StatusState['status']
  snoozed_until: Date | null
  resolved_at: Date | null
  closed_at: Date | null
}

const mergeOf = async ({ tx, actor }: Change, idOrNumber: string): Promise<Merge | undefined> => {
  if (!looksLikeId(idOrNumber)) return undefined
  const found = await sql<Merge>`
    select root_id, status, snoozed_until, resolved_at, closed_at from ticket_merge
    where desk_id = ${actor.deskId} and ticket_id = coalesce(
      (select id from ticket where desk_id = ${actor.deskId} and number = ${idOrNumber}), ${idOrNumber}::bigint
    )`.execute(tx)
  return found.rows[0]
}

/** A merged ticket and all that was merged into it, directly or not. */
const familyOf = async ({ tx, actor }: Change, id: string): Promise<string[]> => {
  const found = await sql<{ id: string }>`
    with recursive family (id) as (
      values (${id}::bigint)
      union
      select g.ticket_id from family f join ticket_merge g on g.desk_id = ${actor.deskId} and g.into_id = f.id
    )
    select id::text from family`.execute(tx)
  return found.rows.map((row) => row.id)
}

/** As it was; but whose time to wake has come meanwhile is awake. */
const reopen = async (change: Change, { merged_into, ...before }: TicketSnapshot, kept: Merge) => {
  const isOver = kept.status === 'snoozed' && (kept.snoozed_until?.getTime() ?? 0) <= Date.now()
  const columns = {
    status: isOver ? ('open' as const) : kept.status,
    snoozed_until: isOver ? null : (kept.snoozed_until?.toISOString() ?? null),
    resolved_at: kept.resolved_at?.toISOString() ?? null,
    closed_at: kept.closed_at?.toISOString() ?? null,
  }
  const ticket: TicketSnapshot = { ...before, ...columns }
  await writeTicket(change, ticket, columns)
  const changes = { ...changesBetween(before, ticket), merged_into: { from: merged_into ?? null, to: null } }
  const options = { notify: { requester: false } }
  return {
    ticket,
    event: { type: 'ticket.updated', ticketId: ticket.id, data: { ticket, changes, options } },
  }
}
