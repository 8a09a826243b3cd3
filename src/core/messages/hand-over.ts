import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { type Elsewhere, participantsElsewhere } from '../participants/elsewhere.ts'
import type { Message, TicketSnapshot } from '../tickets/ticket.ts'
import { wants } from '../webhooks/wants.ts'

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
  if (await isTaken(change, ticket)) return undefined
  const people = participants.map(named).join(', ')
  return `Not delivered to ${people}: no webhook or queue of this desk takes the event ${EVENT.type}.`
}

const named = ({ name, channel, identifier }: Elsewhere): string => `${name ?? identifier} (${channel})`

/** Contracts of other help desks have no word for the event. */
const isTaken = async ({ tx, actor }: Change, ticket: TicketSnapshot): Promise<boolean> => {
  const quiet = await tx
    .selectFrom('ticket_quiet')
    .select('ticket_id')
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticket.id)
    .executeTakeFirst()
  if (quiet) return false
  const webhooks = await tx
    .selectFrom('webhook')
    .select('types')
    .where('desk_id', '=', actor.deskId)
    .where('enabled', '=', true)
    .where('format', '=', 'standard')
    .where((where) => where.or([where('department_id', 'is', null), where('department_id', '=', ticket.department.id)]))
    .execute()
  if (webhooks.some(({ types }) => wants(types, EVENT.type))) return true
  const queues = await tx
    .selectFrom('event_queue as q')
    .innerJoin('credential as c', (join) =>
      join.onRef('c.desk_id', '=', 'q.desk_id').onRef('c.id', '=', 'q.credential_id'),
    )
    .select('q.types')
    .where('q.desk_id', '=', actor.deskId)
    .where('c.revoked_at', 'is', null)
    .execute()
  return queues.some(({ types }) => types.includes(EVENT.type))
}
