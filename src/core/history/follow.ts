import { batchValues, type Follower, IN_BATCH } from '../events/follow.ts'

const BATCH = 1_000

/** The follower that keeps where each ticket's events are: the log has no index by ticket, as each costs a creation. */
export const historyFollower: Follower = {
  name: 'history',
  batch: BATCH,
  gatherMs: 250,
  handle: async (batch) => {
    await batch.client.query(
      `insert into ticket_event (desk_id, ticket_id, id, xid)
       select desk_id, ticket_id, id, xid from event where ${IN_BATCH} and ticket_id is not null
       on conflict do nothing`,
      batchValues(batch),
    )
  },
}
