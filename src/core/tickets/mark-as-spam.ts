import { addToBlocklist } from '../blocklist/add.ts'
import type { BlocklistEntry } from '../blocklist/entry.ts'
import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { TicketSnapshot } from './ticket.ts'
import { type UpdateTicketError, updateTicket } from './update.ts'

type MarkAsSpamError = UpdateTicketError | { code: 'requester_without_address' }

/** Marks a ticket as spam and, where `block`, keeps its requester's address out from now on: one change. */
export const markAsSpam = async (
  change: Change,
  idOrNumber: string,
  { block }: { block: boolean },
): Promise<Result<{ ticket: TicketSnapshot; blocked: BlocklistEntry | null }, MarkAsSpamError>> => {
  const updated = await updateTicket(change, idOrNumber, { status: 'spam' })
  if (!updated.ok) return updated
  const ticket = updated.value
  if (!block) return ok({ ticket, blocked: null })
  if (ticket.requester.email === null) return fail({ code: 'requester_without_address' })
  const { entry } = await addToBlocklist(change, {
    value: ticket.requester.email,
    reason: `Spam: ticket #${ticket.number}`,
  })
  return ok({ ticket, blocked: entry })
}
