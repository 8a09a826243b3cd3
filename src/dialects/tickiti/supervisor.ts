import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { DiskHealth, WatchedDisk } from '../../core/health/disks.ts'
import type { KnownFailure } from '../../core/health/known-failures.ts'
import type { FailedJob } from '../../core/jobs/failed.ts'

export const toTheirDisk = (disk: WatchedDisk) => ({
  id: disk.id,
  root_path: disk.path,
  min_free_space: disk.min_free,
  warn_free_space: disk.warn_free,
})

export const toDiskHealth = (disk: DiskHealth) => ({
  ...toTheirDisk(disk),
  free_space: disk.free,
  total_space: disk.total,
  status: disk.state,
})

export const toException = ({ id, pattern, description }: KnownFailure) => ({ id, pattern, description })

/** A job of theirs: one of the queue that failed for good, or something that could not be delivered. */
export type TheirJob = ReturnType<typeof fromJob>

export const fromJob = (job: FailedJob) => ({
  id: job.id,
  name: job.task,
  status: 'failed',
  exception: job.reason,
  attempts: job.attempts,
  created_at: job.created_at,
  failed_at: job.failed_at as string | null,
})

export const fromDelivery = (delivery: Delivery): TheirJob => ({
  id: delivery.id,
  name: `deliver_${delivery.channel}`,
  status: 'failed',
  exception: delivery.reason,
  attempts: delivery.attempts,
  created_at: delivery.created_at,
  failed_at: delivery.finished_at,
})

/** Whether a failure is one that is known. */
export const isKnown = ({ exception }: TheirJob, known: KnownFailure[]): boolean =>
  known.some(({ pattern }) => exception?.toLowerCase().includes(pattern.toLowerCase()))
