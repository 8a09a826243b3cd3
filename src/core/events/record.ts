import type { Change } from '../change.ts'

type NewEvent = { type: string; ticketId?: string; data: object }

/**
 * Writes a change's one row of the event log. `data` is a snapshot of what the change made, as the API shows it: whoever
 * follows the log acts on what was true then, and need not read anything else.
 */
export const recordEvent = (change: Change, event: NewEvent): Promise<void> => recordEvents(change, [event])

/** Writes the rows of a change of many things, one each. */
export const recordEvents = async ({ tx, lodge, actor, at }: Change, events: NewEvent[]): Promise<void> => {
  if (events.length === 0) return
  await tx
    .insertInto('event')
    .values(
      events.map((event) => ({
        desk_id: actor.deskId,
        id: lodge.store.nextId(),
        type: event.type,
        ticket_id: event.ticketId ?? null,
        actor_kind: actor.kind,
        actor_id: actor.ruleId ?? actor.memberId ?? actor.credentialId,
        data: JSON.stringify(event.data),
        created_at: at ?? new Date(),
      })),
    )
    .execute()
}
