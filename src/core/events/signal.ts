/**
 * Says that the event log may have grown, and nothing more: who is woken looks for itself. In this process at once, to
 * the other processes of this database by way of nudges.ts.
 */
export type Signal = {
  /** This process committed something. */
  committed: () => void
  /** Another process did, or may have. */
  wake: () => void
  /** Rises with each wake. Taken before a look, it lets no wake be missed between the look and the wait. */
  count: () => number
  /** Resolves once there was a wake after `count`, or after `ms`, or when `abort` fires. */
  after: (count: number, ms: number, abort?: AbortSignal) => Promise<void>
  /** Calls back at each commit of this process. Answers how to stop that. */
  onCommitted: (listener: () => void) => () => void
}

export const openSignal = (): Signal => {
  const waiting = new Set<() => void>()
  const listeners = new Set<() => void>()
  let wakes = 0
  const wake = () => {
    wakes += 1
    for (const done of [...waiting]) done()
  }
  return {
    committed: () => {
      wake()
      for (const listener of listeners) listener()
    },
    wake,
    count: () => wakes,
    after: (count, ms, abort) =>
      new Promise((resolve) => {
        if (wakes !== count || abort?.aborted) {
          resolve()
          return
        }
        const done = () => {
          clearTimeout(timer)
          waiting.delete(done)
          abort?.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        waiting.add(done)
        abort?.addEventListener('abort', done)
      }),
    onCommitted: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
