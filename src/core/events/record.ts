import type { Change } from '../change.ts'

/**
 * Writes a change's one row of the event log. `data` is a snapshot of what the change made, as the API shows it: whoever
 * follows the log acts on what was true then, and need not read anything else.
 */
export const recordEvent = async (
  { tx, lodge, actor }: Change,
  event: { type: string; ticketId?: string; data: object },
): Promise<void> => {
  await tx
    .insertInto('event')
    .values({
      desk_id: actor.deskId,
      id: lodge.store.nextId(),
      type: event.type,
      ticket_id: event.ticketId ?? null,
      actor_kind: actor.kind,
      actor_id: actor.ruleId ?? actor.memberId ?? actor.credentialId,
      data: JSON.stringify(event.data),
      created_at: new Date(),
    })
    .execute()
}
