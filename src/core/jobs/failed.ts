import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'

/** A job that was tried as often as it may be. */
export type FailedJob = {
  id: string
  /** The kind of job. */
  task: string
  reason: string | null
  attempts: number
  created_at: string
  failed_at: string
}

/** How many are shown. */
const SHOWN = 500

/** The queue's tables are made by the first process that runs jobs. */
const isThere = async (db: Lodge['store']['db']): Promise<boolean> => {
  const found = await sql<{ there: boolean }>`
    select to_regclass('graphile_worker.jobs') is not null as there`.execute(db)
  return found.rows[0]?.there ?? false
}

/** Failed, and of this desk; of the whole installation's own jobs, where this desk is all of it. */
const failedOf = (actor: Actor) => sql`
  j.locked_at is null and j.attempts >= j.max_attempts
  and (p.payload->>'desk_id' = ${actor.deskId}
    or p.payload->>'desk_id' is null and not exists (select from desk where desk_id <> ${actor.deskId}))`

/** The jobs that failed for good, the newest first. */
export const listFailedJobs = async (lodge: Lodge, actor: Actor): Promise<FailedJob[]> => {
  const { db } = lodge.store
  if (!(await isThere(db))) return []
  const found = await sql<Omit<FailedJob, 'created_at' | 'failed_at'> & { created_at: Date; failed_at: Date }>`
    select j.id::text, j.task_identifier as task, j.last_error as reason, j.attempts::integer, j.created_at,
      j.updated_at as failed_at
    from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
    where ${failedOf(actor)}
    order by j.updated_at desc, j.id desc limit ${SHOWN}`.execute(db)
  return found.rows.map((row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    failed_at: row.failed_at.toISOString(),
  }))
}

/** Has failed jobs tried again from the beginning; answers which they were. */
export const retryFailedJobs = async (change: Change, ids: string[]): Promise<string[]> => {
  const jobs = await lockFailed(change, ids)
  if (jobs.length === 0) return []
  await sql`
    select graphile_worker.reschedule_jobs(${jobs}::bigint[], run_at => now(), attempts => 0)`.execute(change.tx)
  await recordEvent(change, { type: 'failed_jobs.retried', data: { jobs } })
  return jobs
}

/** Gives up failed jobs: what they were to do is left undone. Answers which they were. */
export const deleteFailedJobs = async (change: Change, ids: string[]): Promise<string[]> => {
  const jobs = await lockFailed(change, ids)
  if (jobs.length === 0) return []
  await sql`select graphile_worker.complete_jobs(${jobs}::bigint[])`.execute(change.tx)
  await recordEvent(change, { type: 'failed_jobs.deleted', data: { jobs } })
  return jobs
}

const lockFailed = async ({ tx, actor }: Change, ids: string[]): Promise<string[]> => {
  const given = ids.filter(looksLikeId)
  if (given.length === 0 || !(await isThere(tx))) return []
  const found = await sql<{ id: string }>`
    select p.id::text from graphile_worker._private_jobs p join graphile_worker.jobs j on j.id = p.id
    where p.id = any (${given}::bigint[]) and ${failedOf(actor)} order by p.id for update of p`.execute(tx)
  return found.rows.map(({ id }) => id)
}
