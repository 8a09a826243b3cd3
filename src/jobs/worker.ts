import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker'
import type { Lodge } from '../core/lodge.ts'
import { releaseLeftJobs, sayAlive } from './left-jobs.ts'
import type { Task } from './task.ts'

const CONCURRENCY = 4
const RESTART_MS = 1_000
/** How often jobs are looked for whose process died. */
const LEFT_JOBS_MS = 10_000

/**
 * Runs jobs until it is stopped; `stop` lets those that run finish. The queue's worker gives up when the database is away
 * for long, so it is started again then.
 */
export const startWorker = (lodge: Lodge, tasks: Record<string, Task>): { stop: () => Promise<void> } => {
  const stopped = new AbortController()
  let runner: Runner | undefined
  let workerId: string | undefined

  const once = async (): Promise<void> => {
    await releaseLeftJobs(lodge, workerId)
    const events: WorkerEvents = new EventEmitter()
    events.on('pool:create', ({ workerPool }) => {
      workerId = workerPool.id
    })
    sayAlive(lodge, events)
    runner = await run({
      pgPool: lodge.store.pool,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      // Marked as done by its batcher, even one by one: the other way nobody waits for that query, and where it fails
      // (its connection was ended) the rejection ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      events,
      logger: queueLogger(lodge),
      taskList: Object.fromEntries(
        Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => task.run(lodge, payload)]),
      ),
      crontab: Object.entries(tasks)
        .flatMap(([name, { schedule }]) => (schedule ? [`${schedule} ${name}`] : []))
        .join('\n'),
    })
    if (stopped.signal.aborted) await runner.stop()
    await runner.promise
  }

  const keepRunning = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await once()
      } catch (error) {
        lodge.log.warn({ err: error }, 'the job worker ended and is started again')
      }
      runner = undefined
      await sleep(RESTART_MS, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }
  const running = keepRunning()
  const timer = setInterval(() => {
    releaseLeftJobs(lodge).catch((error) => lodge.log.warn({ err: error }, 'left jobs could not be looked for'))
  }, LEFT_JOBS_MS)

  return {
    stop: async () => {
      stopped.abort()
      clearInterval(timer)
      await runner?.stop().catch(() => {}) // it may have ended by itself
      await running
    },
  }
}

/** The queue's own log: what went wrong, in our log; its chatter, nowhere. */
const queueLogger = (lodge: Lodge): Logger =>
  new Logger((scope) => (level, message) => {
    if (level === 'error') lodge.log.error({ task: scope.taskIdentifier, job: scope.jobId }, message)
    else if (level === 'warning') lodge.log.warn({ task: scope.taskIdentifier, job: scope.jobId }, message)
  })
