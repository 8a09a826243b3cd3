import { isUnavailable } from '../store/errors.ts'
import type { Lodge } from './lodge.ts'

type Waiting<Given, Done> = { given: Given; resolve: (done: Done) => void; reject: (error: unknown) => void }

/**
 * Lets what callers ask for one by one be done for many at once: what is asked while `work` is under way waits for it, and
 * then goes in its next call, at most `max` of them. There is no timer: where nobody waits, one goes at once.
 *
 * `work` answers in order, and does all of a group or nothing. Where it fails each is tried again alone, so that one bad
 * one fails alone; not where the database is away, which all are told.
 */
export const inGroups = <Given, Done>(
  max: number,
  work: (lodge: Lodge, group: Given[]) => Promise<Done[]>,
): ((lodge: Lodge, one: Given) => Promise<Done>) => {
  const queues = new WeakMap<Lodge, Waiting<Given, Done>[]>()

  const answer = async (lodge: Lodge, group: Waiting<Given, Done>[]): Promise<void> => {
    try {
      const done = await work(
        lodge,
        group.map(({ given }) => given),
      )
      for (const [place, one] of group.entries()) one.resolve(done[place] as Done) // one each, in order
    } catch (error) {
      if (group.length === 1 || isUnavailable(error)) for (const one of group) one.reject(error)
      else for (const one of group) await answer(lodge, [one])
    }
  }

  const run = async (lodge: Lodge, queue: Waiting<Given, Done>[]): Promise<void> => {
    while (queue.length > 0) await answer(lodge, queue.splice(0, max))
    queues.delete(lodge)
  }

  return (lodge, given) =>
    new Promise((resolve, reject) => {
      const one = { given, resolve, reject }
      const queue = queues.get(lodge)
      if (queue) {
        queue.push(one)
        return
      }
      const opened = [one]
      queues.set(lodge, opened)
      // After all that this turn of the event loop asks for: they share the first call.
      setImmediate(() => run(lodge, opened))
    })
}
