import { availableParallelism } from 'node:os'
import type { Piscina } from 'piscina'

/** Threads for long bodies, started by the first one; they end when none came for a while. `worker` is the file they run. */
export const openBodyThreads = async <Task, Answer>(worker: URL): Promise<Piscina<Task, Answer>> => {
  const { Piscina } = await import('piscina')
  return new Piscina({
    filename: worker.href,
    minThreads: 0,
    maxThreads: Math.min(2, availableParallelism()),
    idleTimeout: 10_000,
    // Answers go first: the event loop's thread is the one that has clients waiting on every turn.
    niceIncrement: 5,
    // Without a limit on what is young, two threads grow by 450 MB under load; with it by 150, no slower.
    resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 },
  })
}
