import { runMigrations } from 'graphile-worker'
import type { Channel } from '../channels/channel.ts'
import { auditFollower } from '../core/audit/follow.ts'
import { follow } from '../core/events/follow.ts'
import { historyFollower } from '../core/history/follow.ts'
import type { Lodge } from '../core/lodge.ts'
import { reportsFollower } from '../core/reports/follow.ts'
import { outcomesFollower } from '../core/reports/outcomes.ts'
import { slaFollower } from '../core/sla/follow.ts'
import { startDelivering } from './deliveries/deliver.ts'
import { planDeliveries } from './deliveries/plan.ts'
import { notificationsFollower } from './notifications.ts'
import { relay } from './relay.ts'
import { rulesFollower } from './rules.ts'
import { startSendingScheduled } from './scheduled-messages.ts'
import { searchFollower } from './search.ts'
import { tasks } from './tasks.ts'
import { startWorker } from './worker.ts'

/**
 * Starts what happens after a change: the followers of the event log, the worker of the jobs they add, and the deliveries
 * they plan for `channels`.
 */
export const startJobs = async (lodge: Lodge, channels: Channel[] = []): Promise<{ stop: () => Promise<void> }> => {
  await runMigrations({ pgPool: lodge.store.pool })
  const deliverer = startDelivering(lodge, channels)
  const planner = planDeliveries(lodge, channels, deliverer.wake)
  const followers = follow(lodge, [
    relay(tasks),
    searchFollower,
    slaFollower(lodge),
    rulesFollower,
    reportsFollower,
    historyFollower,
    outcomesFollower,
    auditFollower,
    notificationsFollower(lodge),
    planner,
  ])
  const worker = startWorker(lodge, tasks)
  const scheduled = startSendingScheduled(lodge)
  return {
    stop: async () => {
      await Promise.all([followers.stop(), worker.stop(), scheduled.stop()])
      await deliverer.stop()
    },
  }
}
