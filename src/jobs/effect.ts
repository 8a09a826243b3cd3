import { task } from './task.ts'

const KEEP_DAYS = 30

/** A job is tried for three days at most: what it did can be forgotten long after. */
export const forgetJobEffects = task({
  schedule: '40 3 * * *',
  run: async (lodge) => {
    await lodge.store.pool.query('delete from job_effect where created_at < now() - make_interval(days => $1)', [
      KEEP_DAYS,
    ])
  },
})
