import type { Change } from '../change.ts'

/** What was done in a session before its person was known is theirs. A part of identifying them: it has no event. */
export const adoptSession = async ({ tx, actor }: Change, contactId: string, sessionId: string): Promise<void> => {
  await tx
    .updateTable('activity')
    .set({ contact_id: contactId })
    .where('desk_id', '=', actor.deskId)
    .where('contact_id', 'is', null)
    .where('session_id', '=', sessionId)
    .execute()
}
