import { type Batch, batchValues, type Follower, IN_BATCH } from '../core/events/follow.ts'
import { searchIndex } from '../core/search/index-events.ts'
import { addJobs } from './relay.ts'

/**
 * Keeps the search index. What a contact's change means for their tickets is a job, added here and not by the relay: by
 * then every ticket of before the change is in the index.
 */
export const searchFollower: Follower = {
  ...searchIndex,
  handle: async (batch) => {
    await searchIndex.handle(batch)
    const contacts = await changedContacts(batch)
    await addJobs(
      batch.client,
      contacts.map((payload) => ({
        identifier: 'reindex_contact',
        payload,
        // One that waits already will see this change too.
        job_key: `reindex_contact/${payload.desk_id}/${payload.contact_id}`,
      })),
    )
  },
}

const changedContacts = async (batch: Batch): Promise<{ desk_id: string; contact_id: string }[]> => {
  const found = await batch.client.query<{ desk_id: string; contact_id: string }>(
    `select distinct desk_id, data->'contact'->>'id' as contact_id
     from event
     where ${IN_BATCH} and type in ('contact.updated', 'contact.merged')`,
    batchValues(batch),
  )
  return found.rows
}
