import { useSyncExternalStore } from 'react'

/** How long a row that belongs to its list no more is still seen. */
export const LEAVING_MS = 450

let leaving: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()
const set = (now: ReadonlySet<string>) => {
  leaving = now
  for (const listener of listeners) listener()
}

/** Lets a row fade, then does what takes it away. */
export const leave = (id: string, done: () => void): void => {
  set(new Set([...leaving, id]))
  setTimeout(() => {
    set(leaving.difference(new Set([id])))
    done()
  }, LEAVING_MS)
}

/** The ids of the tickets that fade now. */
export const useLeaving = (): ReadonlySet<string> =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => leaving,
  )
