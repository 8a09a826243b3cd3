import { countTickets } from './count-tickets.ts'
import { forgetHookPayloads, processHookPayloads } from './hooks.ts'
import {
  forgetMail,
  forgetOldEffects,
  forgetOldKeys,
  forgetOldSlackReceipts,
  purgeOldDeliveries,
  sweepUploads,
} from './housekeeping.ts'
import { reindexContact } from './reindex-contact.ts'
import type { Task } from './task.ts'

/** Every kind of job, under the name its rows have in the queue. */
export const tasks: Record<string, Task> = {
  count_tickets: countTickets,
  reindex_contact: reindexContact,
  forget_idempotency_keys: forgetOldKeys,
  forget_job_effects: forgetOldEffects,
  sweep_attachments: sweepUploads,
  forget_slack_receipts: forgetOldSlackReceipts,
  purge_deliveries: purgeOldDeliveries,
  forget_mail: forgetMail,
  process_hook_payloads: processHookPayloads,
  forget_hook_payloads: forgetHookPayloads,
}
