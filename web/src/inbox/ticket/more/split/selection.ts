import { useSyncExternalStore } from 'react'

/** The messages of a ticket that are being chosen to be split off, while they are. */
let chosen: { ticketId: string; ids: ReadonlySet<string> } | null = null
const listeners = new Set<() => void>()
const set = (now: typeof chosen) => {
  chosen = now
  for (const listener of listeners) listener()
}

export const startSplit = (ticketId: string): void => set({ ticketId, ids: new Set() })

export const endSplit = (): void => set(null)

/** Chooses a message, or no longer. */
export const toggleMessage = (id: string): void => {
  if (!chosen) return
  const ids = new Set(chosen.ids)
  if (!ids.delete(id)) ids.add(id)
  set({ ...chosen, ids })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The messages that are chosen of a ticket; null while none are being chosen. */
export const useSplit = (ticketId: string): ReadonlySet<string> | null =>
  useSyncExternalStore(subscribe, () => (chosen?.ticketId === ticketId ? chosen.ids : null))
