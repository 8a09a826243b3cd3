import { workOff } from '../channels/hooks/work-off.ts'
import { batchValues, IN_BATCH } from '../core/events/follow.ts'
import { forgetHookDeliveries } from '../core/hook-deliveries/forget.ts'
import { task } from './task.ts'

/** Its request is still at work on one that is younger. */
const LEFT_MS = 30_000

/** Each minute what a crash or a full server left without an outcome; at once what was asked to be replayed. */
export const processHookPayloads = task<{ desk_id?: string; hook_id?: string }>({
  schedule: '* * * * *',
  from: async (batch) => {
    const found = await batch.client.query<{ desk_id: string; hook_id: string }>(
      `select distinct desk_id, data->>'hook_id' as hook_id from event
       where ${IN_BATCH} and type = 'hook_delivery.replayed'`,
      batchValues(batch),
    )
    return found.rows
  },
  run: (lodge, { desk_id, hook_id }) =>
    workOff(lodge, desk_id && hook_id ? { deskId: desk_id, hookId: hook_id } : { olderThanMs: LEFT_MS }),
})

export const forgetHookPayloads = task({
  schedule: '55 * * * *',
  run: async (lodge) => {
    await forgetHookDeliveries(lodge.store)
  },
})
