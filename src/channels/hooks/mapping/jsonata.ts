import type { Piscina } from 'piscina'
import { openTurns } from '../../../core/turns.ts'
import { IntakeFull } from '../../../store/intake.ts'
import type { Evaluated, Evaluation } from './jsonata-worker.ts'

const THREADS = 2
/** A thread's start included. One that does not come to an end is ended. */
const PATIENCE_MS = 5_000
/** More than this do not wait: what came is written down, and worked on later. */
const WAITING_MAX = 200
/** How long what did not come to an end is not tried again, so that one hook's mapping does not take everybody's turn. */
const PENALTY_MS = 60_000
const PENALTIES_MAX = 1_000

let threads: Promise<Piscina<Evaluation, Evaluated[]>> | undefined
/** For a free thread, so that the time limit is of the work alone. */
const turns = openTurns(THREADS)
/** Running and waiting. */
let asked = 0
/** By the expressions' text, until when. */
const penalties = new Map<string, number>()

const ENDLESS = `does not come to an end within ${PATIENCE_MS / 1000} s, or takes too much memory`

/**
 * Evaluates JSONata over a payload in a thread with limits on time and memory: an expression is a program, and its author
 * may be wrong or wicked. Rejects with IntakeFull where too many wait.
 */
export const evaluateJsonata = async (expressions: string[], payload: unknown): Promise<Evaluated[]> => {
  const name = JSON.stringify(expressions)
  const until = penalties.get(name)
  if (until !== undefined && until > performance.now()) return endless(expressions)
  if (asked >= THREADS + WAITING_MAX) throw new IntakeFull(`${WAITING_MAX} mappings wait already`)
  asked += 1
  try {
    return await turns(async () => {
      threads ??= openThreads()
      return (await threads).run({ expressions, payload }, { signal: AbortSignal.timeout(PATIENCE_MS) })
    })
  } catch (error) {
    if (!isEnded(error)) throw error
    if (penalties.size >= PENALTIES_MAX) penalties.clear()
    penalties.set(name, performance.now() + PENALTY_MS)
    return endless(expressions)
  } finally {
    asked -= 1
  }
}

/** The thread was ended, by us or for its memory; an expression's own failures are its answer. */
const isEnded = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'AbortError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'))

const endless = (expressions: string[]): Evaluated[] => expressions.map(() => ({ ok: false, reason: ENDLESS }))

const openThreads = async (): Promise<Piscina<Evaluation, Evaluated[]>> => {
  const { Piscina } = await import('piscina')
  return new Piscina({
    filename: new URL('./jsonata-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: 10_000,
    niceIncrement: 5,
    resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 },
  })
}
