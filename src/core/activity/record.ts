import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { Activity, NewActivity } from './activity.ts'

/** Keeps what a person did, in the order given: of a contact, or of a session whose person is not known yet. */
export const recordActivity = async (
  change: Change,
  given: { contactId: string | null; sessionId: string | null; activity: NewActivity[] },
): Promise<void> => {
  const { tx, lodge, actor } = change
  if (given.activity.length === 0) return
  const now = new Date().toISOString()
  const activity = given.activity.map(
    ({ type, element, pageUrl, metadata }): Activity => ({
      id: lodge.store.nextId(),
      contact_id: given.contactId,
      session_id: given.sessionId,
      type,
      element,
      page_url: pageUrl,
      metadata,
      created_at: now,
    }),
  )
  await tx
    .insertInto('activity')
    .values(activity.map((one) => ({ desk_id: actor.deskId, ...one, metadata: JSON.stringify(one.metadata) })))
    .execute()
  await recordEvent(change, { type: 'activity.recorded', data: { activity } })
}
