import { assignWaiting, tickTimers, wakeSnoozed } from './clock.ts'
import { countTickets } from './count-tickets.ts'
import { forgetHookPayloads, processHookPayloads } from './hooks.ts'
import {
  applyDeskRetentions,
  forgetMail,
  forgetOldBulkChanges,
  forgetOldDrafts,
  forgetOldEffects,
  forgetOldKeys,
  forgetOldSignIns,
  forgetOldSlackReceipts,
  purgeOldActivity,
  purgeOldDeliveries,
  sweepErasedTickets,
  sweepUploads,
} from './housekeeping.ts'
import { runImports } from './imports.ts'
import { reindexContact } from './reindex-contact.ts'
import { ruleTimers, setRuleTimers } from './rule-timers.ts'
import { runRulesTask } from './rules.ts'
import type { Task } from './task.ts'

/** Every kind of job, under the name its rows have in the queue. */
export const tasks: Record<string, Task> = {
  count_tickets: countTickets,
  reindex_contact: reindexContact,
  assign_waiting: assignWaiting,
  tick_sla: tickTimers,
  wake_snoozed: wakeSnoozed,
  forget_idempotency_keys: forgetOldKeys,
  forget_bulk_changes: forgetOldBulkChanges,
  forget_job_effects: forgetOldEffects,
  run_imports: runImports,
  run_rules: runRulesTask,
  rule_timers: ruleTimers,
  set_rule_timers: setRuleTimers,
  sweep_attachments: sweepUploads,
  sweep_erased_tickets: sweepErasedTickets,
  forget_slack_receipts: forgetOldSlackReceipts,
  purge_deliveries: purgeOldDeliveries,
  purge_activity: purgeOldActivity,
  apply_retention: applyDeskRetentions,
  forget_mail: forgetMail,
  forget_drafts: forgetOldDrafts,
  forget_sign_ins: forgetOldSignIns,
  process_hook_payloads: processHookPayloads,
  forget_hook_payloads: forgetHookPayloads,
}
