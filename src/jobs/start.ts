import { runMigrations } from 'graphile-worker'
import { follow } from '../core/events/follow.ts'
import type { Lodge } from '../core/lodge.ts'
import { slaFollower } from '../core/sla/follow.ts'
import { relay } from './relay.ts'
import { searchFollower } from './search.ts'
import { tasks } from './tasks.ts'
import { startWorker } from './worker.ts'

/** Starts what happens after a change: the followers of the event log, and the worker of the jobs they add. */
export const startJobs = async (lodge: Lodge): Promise<{ stop: () => Promise<void> }> => {
  await runMigrations({ pgPool: lodge.store.pool })
  const followers = follow(lodge, [relay(tasks), searchFollower, slaFollower(lodge)])
  const worker = startWorker(lodge, tasks)
  return {
    stop: async () => {
      await Promise.all([followers.stop(), worker.stop()])
    },
  }
}
