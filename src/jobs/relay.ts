import type pg from 'pg'
import type { Follower } from '../core/events/follow.ts'
import type { Task } from './task.ts'

export type NewJob = { identifier: string; payload: object; job_key?: string }

/** Adds jobs to the queue within a transaction of the caller's. */
export const addJobs = async (client: pg.ClientBase, jobs: NewJob[]): Promise<void> => {
  if (jobs.length === 0) return
  await client.query(
    `select from graphile_worker.add_jobs(array(
       select json_populate_record(null::graphile_worker.job_spec, spec) from json_array_elements($1) spec
     ))`,
    [JSON.stringify(jobs)],
  )
}

/**
 * Turns events into jobs, exactly once: they are added in the transaction that steps past the events. Running a job
 * exactly once is more than a queue can promise; doing it once in effect is the task's (see count-tickets.ts).
 */
export const relay = (tasks: Record<string, Task>): Follower => ({
  name: 'relay',
  batch: 2_000,
  handle: async (batch) => {
    const jobs: NewJob[] = []
    for (const [identifier, task] of Object.entries(tasks)) {
      for (const payload of (await task.from?.(batch)) ?? []) {
        const job = { identifier, payload }
        jobs.push(task.key ? { ...job, job_key: `${identifier}/${task.key(payload)}` } : job)
      }
    }
    await addJobs(batch.client, jobs)
  },
})
