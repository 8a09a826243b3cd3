import { countTickets } from './count-tickets.ts'
import { forgetOldEffects, forgetOldKeys, purgeOldActivity, purgeOldDeliveries, sweepUploads } from './housekeeping.ts'
import { reindexContact } from './reindex-contact.ts'
import type { Task } from './task.ts'

/** Every kind of job, under the name its rows have in the queue. */
export const tasks: Record<string, Task> = {
  count_tickets: countTickets,
  reindex_contact: reindexContact,
  forget_idempotency_keys: forgetOldKeys,
  forget_job_effects: forgetOldEffects,
  sweep_attachments: sweepUploads,
  purge_deliveries: purgeOldDeliveries,
  purge_activity: purgeOldActivity,
}
