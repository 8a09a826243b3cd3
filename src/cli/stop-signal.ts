import type { Log } from '../store/log.ts'

/** Ctrl-C under npm arrives twice: once from the terminal and once passed on by npm. That is one wish. */
const ONE_WISH_MS = 500
const NUMBER: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 2, SIGTERM: 15 }

/** At the first SIGINT or SIGTERM, finishes by `drain` and exits 0; a second one exits at once. */
export const onStopSignal = (drain: () => Promise<void>, log: Log): void => {
  let asked: number | undefined
  const stop = (signal: NodeJS.Signals) => {
    if (asked !== undefined) {
      if (performance.now() - asked > ONE_WISH_MS) process.exit(128 + (NUMBER[signal] ?? 0))
      return
    }
    asked = performance.now()
    log.info({ signal }, 'stopping: what was accepted is finished first')
    drain().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
