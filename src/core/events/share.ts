import type { Ask, Page } from './read.ts'
import type { Signal } from './signal.ts'

/**
 * Lets readers of one desk who are at the same place share a query: those who follow the log live are woken together, and
 * ask the same. A reader that was woken since joins no query from before that.
 */
export const shareReads = (): ((
  deskId: string,
  signal: Pick<Signal, 'count'>,
  read: (ask: Ask) => Promise<Page>,
) => (ask: Ask) => Promise<Page>) => {
  const flights = new Map<string, Promise<Page>>()
  return (deskId, signal, read) => (ask) => {
    const key = JSON.stringify([deskId, signal.count(), ask.after, ask.types, ask.limit])
    const known = flights.get(key)
    if (known) return known
    const flight = read(ask).finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }
}
