import type { DueDelivery } from '../channel.ts'

/** What a webhook's receiver gets: the same text at each attempt. http/v1/webhooks/event-types.ts describes it. */
export const payloadOf = ({ deskId, event, data }: DueDelivery, deskSlug: string): string =>
  JSON.stringify({
    id: event.id,
    type: event.type,
    timestamp: event.createdAt.toISOString(),
    sequence: data.sequence,
    desk: { id: deskId, slug: deskSlug },
    ticket_id: event.ticketId,
    actor: event.actor,
    data: event.data,
  })
