import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { type Elsewhere, participantsElsewhere } from '../participants/elsewhere.ts'
import type { Message, TicketSnapshot } from '../tickets/ticket.ts'
import { isTaken } from '../webhooks/is-taken.ts'

const EVENT = { type: 'message.undeliverable' }

/**
 * Hands a message to the desk's own gateway, as an event, where people are on channels that Lodge does not deliver to. Says
 * whom it will not reach, as nothing takes that event: no webhook, and no queue by what it last asked for.
 */
export const handOver = async (
  change: Change,
  ticket: TicketSnapshot,
  message: Message,
): Promise<string | undefined> => {
  if (!message.public || message.author.kind === 'contact') return undefined
  const participants = participantsElsewhere(ticket)
  if (participants.length === 0) return undefined
  await recordEvent(change, { ...EVENT, ticketId: ticket.id, data: { ticket, message, participants } })
  const isHeard = !(await isQuiet(change, ticket.id)) && (await isTaken(change, EVENT.type, ticket.department.id))
  if (isHeard) return undefined
  const people = participants.map(named).join(', ')
  return `Not delivered to ${people}: no webhook or queue of this desk takes the event ${EVENT.type}.`
}

const named = ({ name, channel, identifier }: Elsewhere): string => `${name ?? identifier} (${channel})`

const isQuiet = async ({ tx, actor }: Change, ticketId: string): Promise<boolean> => {
  const quiet = await tx
    .selectFrom('ticket_quiet')
    .select('ticket_id')
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  return quiet !== undefined
}
