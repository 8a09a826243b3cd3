import { setImmediate as nextTurn } from 'node:timers/promises'

const MS = 5

/** For a long walk: to be awaited at each step, it lets requests be answered once a few milliseconds have been taken. */
export const breathing = (): (() => Promise<void>) => {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < MS) return
    await nextTurn()
    since = performance.now()
  }
}
