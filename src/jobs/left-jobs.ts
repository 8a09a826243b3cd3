import type { WorkerEvents } from 'graphile-worker'
import type { Lodge } from '../core/lodge.ts'

/** The class of the advisory locks that say which workers live. */
const ALIVE = 1_281

/**
 * A job is its worker's until that marks it as done; of a worker that was killed the queue itself frees it after four
 * hours. So each worker holds a lock for as long as its connection lives, which ends with its process at the latest, and
 * jobs of workers without one are freed at once.
 */
export const sayAlive = (lodge: Lodge, events: WorkerEvents): void => {
  events.on('pool:listen:success', ({ client, workerPool }) => {
    // The worker itself is about to ask something on this connection.
    client.once('drain', () => {
      client
        .query('select pg_advisory_lock($1, hashtext($2))', [ALIVE, workerPool.id])
        .catch((error) => lodge.log.warn({ err: error }, 'a worker could not say that it lives'))
    })
  })
}

/** Lets others take the jobs of workers that are gone: of `own`, an earlier one of this process, and of those without a lock. */
export const releaseLeftJobs = async (lodge: Lodge, own?: string): Promise<void> => {
  await lodge.store.pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(locked_by))
     from (select distinct locked_by from graphile_worker.jobs where locked_by is not null) holders
     where locked_by = $2 or pg_try_advisory_xact_lock($1, hashtext(locked_by))
     having count(*) > 0`,
    [ALIVE, own ?? null],
  )
}
