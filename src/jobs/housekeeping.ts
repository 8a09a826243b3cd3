import { forgetSignIns } from '../core/accounts/forget.ts'
import { purgeActivity } from '../core/activity/purge.ts'
import { sweepAttachments } from '../core/attachments/sweep.ts'
import { forgetBulkChanges } from '../core/bulk-changes/undo.ts'
import { purgeDeliveries } from '../core/deliveries/purge.ts'
import { forgetUnsent } from '../core/drafts/forget.ts'
import { forgetIdempotencyKeys } from '../core/idempotency/forget.ts'
import { forgetOldMail } from '../core/mail/forget.ts'
import { applyRetentions } from '../core/retention/apply.ts'
import { forgetSlackReceipts } from '../core/slack/forget.ts'
import { sweepErasures } from '../core/tickets/erase/sweep.ts'
import { task } from './task.ts'

export const forgetOldKeys = task({
  schedule: '10 * * * *',
  run: async (lodge) => {
    await forgetIdempotencyKeys(lodge.store)
  },
})

export const forgetOldBulkChanges = task({ schedule: '35 * * * *', run: forgetBulkChanges })

export const sweepUploads = task({
  schedule: '25 * * * *',
  run: async (lodge) => {
    await sweepAttachments(lodge)
  },
})

/** A job is tried for three days at most: what it did can be forgotten long after. */
const EFFECTS_KEPT_DAYS = 30

export const forgetOldEffects = task({
  schedule: '40 3 * * *',
  run: async (lodge) => {
    await lodge.store.pool.query('delete from job_effect where created_at < now() - make_interval(days => $1)', [
      EFFECTS_KEPT_DAYS,
    ])
  },
})

export const purgeOldDeliveries = task({
  schedule: '50 3 * * *',
  run: async (lodge) => {
    await purgeDeliveries(lodge.store)
  },
})

export const purgeOldActivity = task({
  schedule: '20 4 * * *',
  run: async (lodge) => {
    await purgeActivity(lodge.store)
  },
})

export const forgetMail = task({
  schedule: '55 3 * * *',
  run: async (lodge) => {
    await forgetOldMail(lodge)
  },
})

export const forgetOldSlackReceipts = task({
  schedule: '55 3 * * *',
  run: async (lodge) => {
    await forgetSlackReceipts(lodge.store)
  },
})

export const forgetOldDrafts = task({
  schedule: '15 4 * * *',
  run: async (lodge) => {
    await forgetUnsent(lodge.store)
  },
})

export const forgetOldSignIns = task({
  schedule: '15 4 * * *',
  run: async (lodge) => {
    await forgetSignIns(lodge.store)
  },
})

export const sweepErasedTickets = task({ schedule: '*/10 * * * *', run: sweepErasures })

export const applyDeskRetentions = task({ schedule: '35 * * * *', run: applyRetentions })
